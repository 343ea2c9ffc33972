// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/head_parser.h"

namespace sluice::http {

//! A request head from bytes. It refuses whatever two parsers could read in two ways, for a request that
//! means one thing to us and another to the upstream is how requests are smuggled. One empty line before a
//! request is skipped: some clients end a body with one. A target in absolute form must name the host that
//! Host names, and then loses it: what is behind us sees path and query alone.
class RequestParser final : public HeadParser
{
public:
    explicit RequestParser(qint64 maxHeadBytes);

    //! What was read so far; whole once feed() said so.
    const RequestHead &head() const { return m_head; }
    RequestHead takeHead() { return std::move(m_head); }
    BodyFraming framing() const { return m_framing; }
    void reset();

private:
    Status onStartLine(QByteArrayView line) override;
    void onField(const FieldView &field) override;
    Status onEnd() override;

    RequestHead m_head;
    QByteArray m_authority; // of a target in absolute form
    BodyFraming m_framing;
};

} // namespace sluice::http

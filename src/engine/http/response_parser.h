// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/head_parser.h"

namespace sluice::http {

//! A response head from bytes, as strict about its end as RequestParser but for a repeated length.
class ResponseParser final : public HeadParser
{
public:
    //! `requestMethod` decides whether a body follows: HEAD has none.
    ResponseParser(qint64 maxHeadBytes, QByteArray requestMethod);

    const ResponseHead &head() const { return m_head; }
    ResponseHead takeHead() { return std::move(m_head); }
    BodyFraming framing() const { return m_framing; }
    //! For the next head on the connection, for instance after an interim one.
    void reset();
    //! The same, for the answer to another request.
    void start(QByteArray requestMethod);

private:
    Status onStartLine(QByteArrayView line) override;
    void onField(const FieldView &field) override;
    Status onEnd() override;

    QByteArray m_requestMethod;
    ResponseHead m_head;
    BodyFraming m_framing;
};

} // namespace sluice::http

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"
#include "engine/transport/byte_stream.h"

#include <memory>
#include <optional>

namespace sluice {

//! A client that speaks raw bytes, and understands the answers as strictly as a client may.
class HttpPeer
{
public:
    struct Answer
    {
        http::ResponseHead head = {};
        QByteArray body = {};
        bool isComplete = false; //!< ended as its head promised
    };

    explicit HttpPeer(std::unique_ptr<ByteStream> stream);

    void send(QByteArrayView bytes);
    void leave(); //!< closes the connection at once
    void setReading(bool isReading);

    //! What has come of the first answer, without taking it; nothing before its head is there.
    std::optional<Answer> peek(const QByteArray &method = "POST") const;
    //! Takes the first answer if it is complete.
    std::optional<Answer> take(const QByteArray &method = "POST");
    const QByteArray &received() const { return m_received; }
    bool hasEnded() const { return m_hasEnded; } //!< the other side closed or broke the connection
    bool wasReset() const { return m_wasReset; } //!< by a reset: no clean end

private:
    struct Parsed
    {
        Answer answer = {};
        qsizetype size = 0;
    };
    std::optional<Parsed> parse(const QByteArray &method) const;
    void read();

    std::unique_ptr<ByteStream> m_stream;
    QByteArray m_received;
    bool m_isReading = true;
    bool m_hasEnded = false;
    bool m_wasReset = false;
};

} // namespace sluice

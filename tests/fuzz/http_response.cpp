// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
// A response, head and body, means the same wherever the network cuts it.
#include "engine/http/body_decoder.h"
#include "engine/http/response_parser.h"
#include "tests/fuzz/check.h"

using namespace sluice::http;

namespace {

struct Message
{
    bool refused = false;
    ResponseHead head = {};
    QByteArray body = {};
    bool complete = false;
    bool operator==(const Message &) const = default;
};

class Reader
{
public:
    void feed(const QByteArray &bytes)
    {
        QByteArray rest = bytes;
        if (!m_headComplete && !m_message.refused) {
            const auto progress = m_parser.feed(rest);
            m_message.refused = !progress;
            if (!progress || !progress->complete)
                return;
            m_headComplete = true;
            m_message.head = m_parser.head();
            m_decoder = BodyDecoder(m_parser.framing(), 65536);
            rest = rest.sliced(progress->taken);
        }
        if (m_message.refused || m_decoder.isComplete())
            return;
        const auto decoded = m_decoder.feed(rest);
        m_message.refused = !decoded;
        if (decoded)
            m_message.body += decoded->data;
    }

    Message message()
    {
        m_message.complete = m_headComplete && !m_message.refused && m_decoder.isComplete();
        if (m_message.refused)
            m_message.body.clear(); // how much came before the fault depends on the cut
        return m_message;
    }

private:
    ResponseParser m_parser{8192, "GET"};
    BodyDecoder m_decoder;
    bool m_headComplete = false;
    Message m_message;
};

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray wire(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    Reader whole;
    whole.feed(wire);
    const qsizetype cut = cutOf(data, wire.size());
    Reader pieces;
    pieces.feed(wire.first(cut));
    pieces.feed(wire.sliced(cut));
    check(whole.message() == pieces.message());
    return 0;
}

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace sluice::bench {

//! Reads one HTTP/1.1 response after another from bytes cut anywhere. Only as strict as a load generator must
//! be.
class ResponseReader
{
public:
    using BodySink = std::function<void(std::string_view)>;

    //! Consumes what it can; stops after the end of a response, so that the caller sees each one.
    std::size_t feed(std::string_view bytes, const BodySink &body);
    bool isComplete() const { return m_state == State::Complete; }
    bool hasFailed() const { return m_state == State::Failed; }
    bool hasHead() const { return m_state != State::Head && m_state != State::Failed; }
    int status() const { return m_status; }
    bool keepsConnection() const { return m_keepAlive; }
    void reset() { *this = {}; }

private:
    enum class State : std::uint8_t {
        Head,
        Length,
        ChunkSize,
        Chunk,
        ChunkEnd,
        Trailer,
        UntilClose,
        Complete,
        Failed
    };

    std::size_t step(std::string_view bytes, const BodySink &body);
    std::size_t readHead(std::string_view bytes);
    std::size_t readLine(std::string_view bytes);
    std::size_t readData(std::string_view bytes, const BodySink &body, State next);
    void parseHead();
    void onLine();

    State m_state = State::Head;
    std::string m_text; // of the head or of a line
    std::uint64_t m_left = 0; // bytes of the body or of the chunk
    int m_status = 0;
    bool m_keepAlive = true;
};

} // namespace sluice::bench

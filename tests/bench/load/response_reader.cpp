// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/bench/load/response_reader.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace sluice::bench {

std::size_t ResponseReader::feed(std::string_view bytes, const BodySink &body)
{
    std::size_t used = 0;
    while (used < bytes.size() && !isComplete() && !hasFailed())
        used += step(bytes.substr(used), body);
    return used;
}

std::size_t ResponseReader::step(std::string_view bytes, const BodySink &body)
{
    switch (m_state) {
    case State::Head:
        return readHead(bytes);
    case State::Length:
        return readData(bytes, body, State::Complete);
    case State::Chunk:
        return readData(bytes, body, State::ChunkEnd);
    case State::ChunkSize:
    case State::ChunkEnd:
    case State::Trailer:
        return readLine(bytes);
    case State::UntilClose:
        body(bytes);
        return bytes.size();
    case State::Complete:
    case State::Failed:
        break;
    }
    return bytes.size();
}

std::size_t ResponseReader::readHead(std::string_view bytes)
{
    const std::size_t before = m_text.size();
    m_text += bytes;
    const std::size_t end = m_text.find("\r\n\r\n", before < 3 ? 0 : before - 3);
    if (end == std::string::npos)
        return bytes.size();
    m_text.resize(end + 2);
    parseHead();
    m_text.clear();
    return end + 4 - before;
}

void ResponseReader::parseHead()
{
    std::transform(m_text.begin(), m_text.end(), m_text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (m_text.rfind("http/1.1 ", 0) != 0) {
        m_state = State::Failed;
        return;
    }
    m_status = std::atoi(m_text.c_str() + 9);
    m_keepAlive = m_text.find("\r\nconnection: close") == std::string::npos;
    if (const auto at = m_text.find("\r\ncontent-length:"); at != std::string::npos) {
        m_left = std::strtoull(m_text.c_str() + at + 17, nullptr, 10);
        m_state = m_left == 0 ? State::Complete : State::Length;
    } else if (m_text.find("\r\ntransfer-encoding: chunked") != std::string::npos) {
        m_state = State::ChunkSize;
    } else {
        m_state = State::UntilClose;
    }
}

std::size_t ResponseReader::readLine(std::string_view bytes)
{
    const std::size_t end = bytes.find('\n');
    m_text += bytes.substr(0, end);
    if (end == std::string_view::npos)
        return bytes.size();
    if (!m_text.empty() && m_text.back() == '\r')
        m_text.pop_back();
    onLine();
    m_text.clear();
    return end + 1;
}

void ResponseReader::onLine()
{
    if (m_state == State::ChunkEnd) {
        m_state = State::ChunkSize;
    } else if (m_state == State::Trailer) {
        if (m_text.empty())
            m_state = State::Complete;
    } else {
        m_left = std::strtoull(m_text.c_str(), nullptr, 16);
        m_state = m_left == 0 ? State::Trailer : State::Chunk;
    }
}

std::size_t ResponseReader::readData(std::string_view bytes, const BodySink &body, State next)
{
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, bytes.size()));
    body(bytes.substr(0, size));
    m_left -= size;
    if (m_left == 0)
        m_state = next;
    return size;
}

} // namespace sluice::bench

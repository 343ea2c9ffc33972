// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/bench/load/load_run.h"

#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace sluice::bench {

namespace {

constexpr std::size_t bufferSize = 256 * 1024;
constexpr std::size_t openedPerTurn = 16;

std::string field(const std::string &name, const std::string &value)
{
    return '"' + name + "\":" + value;
}

} // namespace

LoadRun::LoadRun(const LoadOptions &options)
    : m_options(options)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_buffer(bufferSize)
{
    const int total = options.connections + options.idle;
    for (int i = 0; i < total; ++i) {
        m_connections.push_back(std::make_unique<Connection>());
        m_connections.back()->idles = i < options.idle;
    }
}

LoadRun::~LoadRun()
{
    for (const auto &connection : m_connections) {
        if (connection->descriptor >= 0)
            close(connection->descriptor);
    }
    close(m_epoll);
}

bool LoadRun::run()
{
    m_startedAt = monotonicMicroseconds();
    m_countedFrom = m_startedAt + static_cast<std::int64_t>(m_options.warmup * 1e6);
    m_endsAt = m_countedFrom + static_cast<std::int64_t>(m_options.seconds * 1e6);
    std::array<epoll_event, 256> events = {};
    while (!isOver()) {
        openSome();
        if (m_opened == 0)
            return false;
        const int wait = m_opened < m_connections.size() ? 1
            : m_options.bytesPerSecond > 0               ? resumeSlowReaders()
                                                         : 50;
        const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), wait);
        for (int i = 0; i < count; ++i) {
            auto &connection = *static_cast<Connection *>(events[static_cast<std::size_t>(i)].data.ptr);
            if ((events[static_cast<std::size_t>(i)].events & EPOLLOUT) != 0)
                send(connection);
            if ((events[static_cast<std::size_t>(i)].events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0)
                receive(connection);
        }
    }
    m_endedAt = monotonicMicroseconds();
    return true;
}

bool LoadRun::isOver() const
{
    if (m_options.requests > 0 && m_allCompleted >= m_options.requests)
        return true;
    return monotonicMicroseconds() >= m_endsAt;
}

void LoadRun::openSome()
{
    for (std::size_t i = 0; i < openedPerTurn && m_opened < m_connections.size(); ++i) {
        if (!open(*m_connections[m_opened]))
            return;
        ++m_opened;
    }
}

bool LoadRun::open(Connection &connection)
{
    connection.isSocket = false;
    connection.turns.reset();
    connection.descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (m_options.bytesPerSecond > 0) {
        const int small = 64 * 1024; // so that the reader's slowness reaches the sender
        setsockopt(connection.descriptor, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    }
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_options.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // Connects to loopback at once; non-blocking from then on.
    if (connect(connection.descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        ++m_errors;
        close(connection.descriptor);
        connection.descriptor = -1;
        return false;
    }
    const int on = 1;
    setsockopt(connection.descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(connection, EPOLLIN, EPOLL_CTL_ADD);
    connection.request = requestText(m_options, m_nextSession++);
    startRequest(connection);
    return true;
}

void LoadRun::watch(Connection &connection, std::uint32_t events, int operation)
{
    epoll_event event = {};
    event.events = events;
    event.data.ptr = &connection;
    epoll_ctl(m_epoll, operation, connection.descriptor, &event);
}

void LoadRun::startRequest(Connection &connection)
{
    connection.reader.reset();
    connection.delays.reset();
    connection.sent = 0;
    connection.firstByteAt = 0;
    connection.startedAt = monotonicMicroseconds();
    if (m_options.sessions > 0)
        connection.request = requestText(m_options, m_nextSession++);
    send(connection);
}

void LoadRun::send(Connection &connection)
{
    while (connection.sent < connection.request.size()) {
        const ssize_t count =
            ::send(connection.descriptor, connection.request.data() + connection.sent,
                   connection.request.size() - connection.sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count < 0) {
            connection.waitsToSend = true;
            watch(connection, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
            return; // a broken connection shows when reading
        }
        connection.sent += static_cast<std::size_t>(count);
    }
    if (std::exchange(connection.waitsToSend, false))
        watch(connection, EPOLLIN, EPOLL_CTL_MOD);
}

void LoadRun::receive(Connection &connection)
{
    const std::size_t wanted = m_options.bytesPerSecond > 0 ? 16 * 1024 : m_buffer.size();
    const ssize_t count = recv(connection.descriptor, m_buffer.data(), wanted, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0) {
        onFailed(connection);
        return;
    }
    if (m_options.bytesPerSecond > 0) {
        connection.resumesAt =
            monotonicMicroseconds() + count * 1'000'000 / static_cast<ssize_t>(m_options.bytesPerSecond);
        watch(connection, 0, EPOLL_CTL_MOD);
    }
    onBytes(connection, {m_buffer.data(), static_cast<std::size_t>(count)});
}

int LoadRun::resumeSlowReaders()
{
    const std::int64_t now = monotonicMicroseconds();
    for (const auto &connection : m_connections) {
        if (connection->resumesAt > 0 && connection->resumesAt <= now) {
            connection->resumesAt = 0;
            watch(*connection, EPOLLIN, EPOLL_CTL_MOD);
        }
    }
    return 1;
}

void LoadRun::onBytes(Connection &connection, std::string_view bytes)
{
    const std::int64_t now = monotonicMicroseconds();
    if (connection.firstByteAt == 0)
        connection.firstByteAt = now;
    int turns = 0;
    const auto onBody = [&](std::string_view body) {
        if (connection.isSocket)
            turns += connection.turns.feed(body);
        if (!isCounted(now))
            return;
        m_bodyBytes += body.size();
        connection.delays.feed(body, now, true, m_delays);
    };
    connection.reader.feed(bytes, onBody);
    if (connection.reader.hasFailed())
        onFailed(connection);
    else if (connection.reader.status() == 101)
        connection.isSocket ? onTurns(connection, turns) : onSocketOpen(connection);
    else if (connection.reader.isComplete())
        onComplete(connection);
}

void LoadRun::onSocketOpen(Connection &connection)
{
    connection.isSocket = true;
    connection.request = clientTextFrame(m_options.message);
    connection.sent = 0;
    connection.firstByteAt = 0;
    connection.startedAt = monotonicMicroseconds();
    send(connection);
}

void LoadRun::onTurns(Connection &connection, int turns)
{
    if (turns == 0)
        return;
    const std::int64_t now = monotonicMicroseconds();
    ++m_allCompleted;
    if (isCounted(connection.startedAt)) {
        ++m_completed;
        m_latencies.add(now - connection.startedAt);
        m_firstBytes.add(connection.firstByteAt - connection.startedAt);
    }
    connection.sent = 0;
    connection.firstByteAt = 0;
    connection.startedAt = now;
    send(connection);
}

void LoadRun::onComplete(Connection &connection)
{
    const std::int64_t now = monotonicMicroseconds();
    ++m_allCompleted;
    if (connection.reader.status() != 200)
        ++m_badStatus;
    if (connection.idles)
        return;
    if (isCounted(connection.startedAt)) {
        ++m_completed;
        m_latencies.add(now - connection.startedAt);
        m_firstBytes.add(connection.firstByteAt - connection.startedAt);
    }
    if (connection.reader.keepsConnection()) {
        startRequest(connection);
        return;
    }
    close(connection.descriptor);
    open(connection);
}

void LoadRun::onFailed(Connection &connection)
{
    ++m_errors;
    close(connection.descriptor);
    connection.descriptor = -1;
    if (!connection.idles && m_errors < 1000)
        open(connection);
}

std::string LoadRun::toJson()
{
    const double counted = static_cast<double>(m_endedAt - m_countedFrom) / 1e6;
    return '{' + field("seconds", std::to_string(counted)) + ','
        + field("requests", std::to_string(m_completed)) + ','
        + field("all_requests", std::to_string(m_allCompleted)) + ','
        + field("errors", std::to_string(m_errors)) + ',' + field("bad_status", std::to_string(m_badStatus))
        + ',' + field("body_bytes", std::to_string(m_bodyBytes)) + ','
        + field("latency_us", m_latencies.toJson()) + ',' + field("first_byte_us", m_firstBytes.toJson())
        + ',' + field("event_delay_us", m_delays.toJson()) + '}';
}

} // namespace sluice::bench

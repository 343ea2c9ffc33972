// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/native_socket.h"

#include <QtNetwork/QHostAddress>

#include <arpa/inet.h>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sluice::native {

using namespace Qt::StringLiterals;

namespace {

#ifdef MSG_NOSIGNAL
constexpr int sendFlags = MSG_NOSIGNAL;
#else
constexpr int sendFlags = 0; // configure() sets SO_NOSIGPIPE there
#endif

constexpr int keepAliveIdleSeconds = 300;
constexpr int keepAliveIntervalSeconds = 75;

int toDescriptor(qintptr descriptor)
{
    return static_cast<int>(descriptor);
}

void setOption(qintptr descriptor, int level, int name, int value)
{
    ::setsockopt(toDescriptor(descriptor), level, name, &value, sizeof value);
}

bool isTemporary(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

} // namespace

Transfer receive(qintptr descriptor, char *buffer, qint64 size)
{
    ssize_t count = 0;
    do {
        count = ::recv(toDescriptor(descriptor), buffer, static_cast<std::size_t>(size), 0);
    } while (count < 0 && errno == EINTR);
    if (count > 0)
        return {.outcome = Outcome::Done, .bytes = count};
    if (count == 0)
        return {.outcome = Outcome::Ended};
    return {.outcome = isTemporary(errno) ? Outcome::WouldBlock : Outcome::Failed, .error = errno};
}

Transfer send(qintptr descriptor, const char *bytes, qint64 size)
{
    ssize_t count = 0;
    do {
        count = ::send(toDescriptor(descriptor), bytes, static_cast<std::size_t>(size), sendFlags);
    } while (count < 0 && errno == EINTR);
    if (count >= 0)
        return {.outcome = Outcome::Done, .bytes = count};
    return {.outcome = isTemporary(errno) ? Outcome::WouldBlock : Outcome::Failed, .error = errno};
}

Accepted accept(qintptr listener)
{
    int descriptor = -1;
    do {
#ifdef Q_OS_LINUX
        descriptor = ::accept4(toDescriptor(listener), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
        descriptor = ::accept(toDescriptor(listener), nullptr, nullptr);
#endif
    } while (descriptor < 0 && (errno == EINTR || errno == ECONNABORTED));
    if (descriptor < 0)
        return {.outcome = isTemporary(errno) ? Outcome::WouldBlock : Outcome::Failed, .error = errno};
#ifndef Q_OS_LINUX
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
#endif
    return {.outcome = Outcome::Done, .descriptor = descriptor};
}

qintptr duplicate(qintptr descriptor)
{
    return ::fcntl(toDescriptor(descriptor), F_DUPFD_CLOEXEC, 0);
}

void configure(qintptr descriptor)
{
    setOption(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef TCP_KEEPIDLE
    setOption(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, keepAliveIdleSeconds);
    setOption(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, keepAliveIntervalSeconds);
#endif
#ifdef SO_NOSIGPIPE
    setOption(descriptor, SOL_SOCKET, SO_NOSIGPIPE, 1);
#endif
}

void shutdownSending(qintptr descriptor)
{
    ::shutdown(toDescriptor(descriptor), SHUT_WR);
}

void resetOnClose(qintptr descriptor)
{
    const linger option = {.l_onoff = 1, .l_linger = 0};
    ::setsockopt(toDescriptor(descriptor), SOL_SOCKET, SO_LINGER, &option, sizeof option);
}

int takeError(qintptr descriptor)
{
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(toDescriptor(descriptor), SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

bool isOpen(qintptr descriptor)
{
    return ::fcntl(toDescriptor(descriptor), F_GETFD) >= 0;
}

void close(qintptr descriptor)
{
    ::close(toDescriptor(descriptor));
}

QString errorText(int error)
{
    return qt_error_string(error);
}

QString peerName(qintptr descriptor)
{
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (::getpeername(toDescriptor(descriptor), generic, &size) != 0)
        return {};
    const QHostAddress host(generic);
    if (address.ss_family == AF_INET6) {
        const auto port = ntohs(reinterpret_cast<const sockaddr_in6 *>(generic)->sin6_port);
        return u"[%1]:%2"_s.arg(host.toString()).arg(port);
    }
    return u"%1:%2"_s.arg(host.toString())
        .arg(ntohs(reinterpret_cast<const sockaddr_in *>(generic)->sin_port));
}

} // namespace sluice::native

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/native_socket.h"

#include <QtNetwork/QHostAddress>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <linux/sockios.h>
#include <linux/tcp.h> // the C library's own knows less of tcp_info
#else
#include <netinet/tcp.h>
#endif

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

//! An IPv4 address is one also where a socket of IPv6 took the connection.
QHostAddress hostOf(const sockaddr *address)
{
    const QHostAddress host(address);
    bool isMapped = false;
    const auto mapped = host.toIPv4Address(&isMapped);
    return isMapped ? QHostAddress(mapped) : host;
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

Transfer send(qintptr descriptor, std::span<const QByteArrayView> pieces)
{
    std::array<iovec, 4> vectors = {};
    Q_ASSERT(pieces.size() <= vectors.size());
    msghdr message = {};
    message.msg_iov = vectors.data();
    for (const auto piece : pieces) {
        if (piece.isEmpty())
            continue;
        vectors.at(message.msg_iovlen) = {.iov_base = const_cast<char *>(piece.data()),
                                          .iov_len = static_cast<std::size_t>(piece.size())};
        ++message.msg_iovlen;
    }
    ssize_t count = 0;
    do {
        count = ::sendmsg(toDescriptor(descriptor), &message, sendFlags);
    } while (count < 0 && errno == EINTR);
    if (count >= 0)
        return {.outcome = Outcome::Done, .bytes = count};
    return {.outcome = isTemporary(errno) ? Outcome::WouldBlock : Outcome::Failed, .error = errno};
}

bool isQuiet(qintptr descriptor)
{
    char byte = 0;
    return ::recv(toDescriptor(descriptor), &byte, sizeof byte, MSG_PEEK | MSG_DONTWAIT) < 0
        && isTemporary(errno);
}

std::optional<Progress> progress(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    tcp_info info = {};
    socklen_t size = sizeof info;
    int queued = 0;
    // Older kernels fill less of it.
    if (::getsockopt(toDescriptor(descriptor), IPPROTO_TCP, TCP_INFO, &info, &size) == 0
        && size >= offsetof(tcp_info, tcpi_bytes_acked) + sizeof info.tcpi_bytes_acked
        && ::ioctl(toDescriptor(descriptor), SIOCOUTQ, &queued) == 0) {
        constexpr int closeWait = 8; // TCP_CLOSE_WAIT of the kernel's own list
        return Progress{info.tcpi_bytes_acked + static_cast<quint64>(queued), info.tcpi_bytes_acked,
                        info.tcpi_state == closeWait};
    }
#else
    Q_UNUSED(descriptor)
#endif
    return {};
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
    const auto host = hostOf(generic);
    const auto port = address.ss_family == AF_INET6
        ? reinterpret_cast<const sockaddr_in6 *>(generic)->sin6_port
        : reinterpret_cast<const sockaddr_in *>(generic)->sin_port;
    const auto form = host.protocol() == QAbstractSocket::IPv6Protocol ? u"[%1]:%2"_s : u"%1:%2"_s;
    return form.arg(host.toString()).arg(ntohs(port));
}

QString localAddress(qintptr descriptor)
{
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (::getsockname(toDescriptor(descriptor), generic, &size) != 0)
        return {};
    return hostOf(generic).toString().section(u'%', 0, 0);
}

} // namespace sluice::native

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/proxy_handshake.h"

#include <QtCore/QtEndian>
#include <QtNetwork/QHostAddress>

#include <array>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxHeadBytes = 16 * 1024;
constexpr qsizetype maxFieldBytes = 255; // of SOCKS5: name, user, password

Failure refused(const QString &why)
{
    return failure(ErrorCode::ProxyFailed, u"the proxy refused the connection: "_s + why);
}

//! RFC 9110, 9.3.6.
class HttpConnect final : public ProxyHandshake
{
public:
    HttpConnect(const QUrl &proxy, const QString &host, quint16 port)
    {
        const auto name = host.contains(u':') ? '[' + host.toLatin1() + ']' : QUrl::toAce(host);
        const auto target = name + ':' + QByteArray::number(port);
        m_request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
        if (!proxy.userName().isEmpty()) {
            const auto login = proxy.userName(QUrl::FullyDecoded) + u':' + proxy.password(QUrl::FullyDecoded);
            m_request += "Proxy-Authorization: Basic " + login.toUtf8().toBase64() + "\r\n";
        }
        m_request += "\r\n";
    }

    QByteArray greeting() const override { return m_request; }

    Result<Step> advance(QByteArrayView received) override
    {
        const auto end = received.indexOf("\r\n\r\n");
        if (end < 0) {
            if (received.size() > maxHeadBytes)
                return failure(ErrorCode::ProxyFailed, u"the proxy's answer is too long"_s);
            return Step{};
        }
        const auto line = received.first(received.indexOf("\r\n"));
        if (!line.startsWith("HTTP/1.") || line.size() < 12)
            return failure(ErrorCode::ProxyFailed, u"the proxy does not speak HTTP"_s);
        const auto status = line.sliced(9, 3);
        if (status == "407")
            return refused(u"wrong user or password (407)"_s);
        if (!status.startsWith('2'))
            return refused(u"status "_s + QString::fromLatin1(status));
        return Step{.consumed = end + 4, .isDone = true};
    }

private:
    QByteArray m_request;
};

//! RFC 1928 and 1929; names are left to the proxy to resolve.
class Socks5 final : public ProxyHandshake
{
public:
    Socks5(QByteArray user, QByteArray password, QByteArray connectRequest)
        : m_user(std::move(user))
        , m_password(std::move(password))
        , m_connectRequest(std::move(connectRequest))
    {
    }

    QByteArray greeting() const override
    {
        return m_user.isEmpty() ? "\x05\x01"_ba + '\0' : "\x05\x02"_ba + '\0' + '\x02';
    }

    Result<Step> advance(QByteArrayView received) override
    {
        switch (m_stage) {
        case Stage::Method:
            return received.size() < 2 ? Step{} : onMethod(received);
        case Stage::Login:
            return received.size() < 2 ? Step{} : onLogin(received);
        case Stage::Connect:
            return received.size() < 5 ? Step{} : onConnect(received);
        }
        return Step{};
    }

private:
    enum class Stage : std::uint8_t { Method, Login, Connect };
    enum : char { NoLogin = 0, UserAndPassword = 2 };

    Result<Step> onMethod(QByteArrayView received)
    {
        if (received[0] != '\x05')
            return failure(ErrorCode::ProxyFailed, u"the proxy does not speak SOCKS5"_s);
        if (received[1] == NoLogin) {
            m_stage = Stage::Connect;
            return Step{.consumed = 2, .reply = m_connectRequest};
        }
        if (received[1] != UserAndPassword || m_user.isEmpty())
            return refused(u"it asks for a login that is not configured"_s);
        m_stage = Stage::Login;
        return Step{.consumed = 2, .reply = '\x01' + sized(m_user) + sized(m_password)};
    }

    Result<Step> onLogin(QByteArrayView received)
    {
        if (received[1] != '\0')
            return refused(u"wrong user or password"_s);
        m_stage = Stage::Connect;
        return Step{.consumed = 2, .reply = m_connectRequest};
    }

    static Result<Step> onConnect(QByteArrayView received)
    {
        if (received[1] != '\0')
            return refused(replyText(static_cast<uchar>(received[1])));
        constexpr qsizetype fixed = 6; // version, reply, reserved, type and the port
        qsizetype address = 0;
        switch (received[3]) {
        case '\x01':
            address = 4;
            break;
        case '\x03':
            address = 1 + static_cast<uchar>(received[4]);
            break;
        case '\x04':
            address = 16;
            break;
        default:
            return failure(ErrorCode::ProxyFailed, u"the proxy does not speak SOCKS5"_s);
        }
        if (received.size() < fixed + address)
            return Step{};
        return Step{.consumed = fixed + address, .isDone = true};
    }

    static QString replyText(uchar code)
    {
        static constexpr std::array texts = {"general failure",     "not allowed by its rules",
                                             "network unreachable", "host unreachable",
                                             "connection refused",  "time to live expired",
                                             "command unsupported", "address type unsupported"};
        return code <= texts.size() ? QString::fromLatin1(texts[code - 1U]) : u"code %1"_s.arg(code);
    }

public:
    static QByteArray sized(const QByteArray &field) { return static_cast<char>(field.size()) + field; }

private:
    QByteArray m_user;
    QByteArray m_password;
    QByteArray m_connectRequest;
    Stage m_stage = Stage::Method;
};

QByteArray socksConnectRequest(const QString &host, quint16 port)
{
    QByteArray request("\x05\x01\x00", 3);
    const QHostAddress address(host);
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        const auto bytes = qToBigEndian(address.toIPv4Address());
        request += '\x01' + QByteArray(reinterpret_cast<const char *>(&bytes), sizeof bytes);
    } else if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        const auto bytes = address.toIPv6Address();
        request += '\x04' + QByteArray(reinterpret_cast<const char *>(&bytes), sizeof bytes);
    } else {
        request += '\x03' + Socks5::sized(QUrl::toAce(host));
    }
    request += static_cast<char>(port >> 8U);
    request += static_cast<char>(port & 0xffU);
    return request;
}

} // namespace

Result<std::unique_ptr<ProxyHandshake>> ProxyHandshake::create(const QUrl &proxy, const QString &host,
                                                               quint16 port)
{
    if (proxy.scheme() == "http"_L1)
        return std::unique_ptr<ProxyHandshake>(std::make_unique<HttpConnect>(proxy, host, port));
    if (proxy.scheme() != "socks5"_L1 && proxy.scheme() != "socks5h"_L1)
        return failure(ErrorCode::ProxyFailed, u"no such kind of proxy: %1://"_s.arg(proxy.scheme()));
    const auto user = proxy.userName(QUrl::FullyDecoded).toUtf8();
    const auto password = proxy.password(QUrl::FullyDecoded).toUtf8();
    if (user.size() > maxFieldBytes || password.size() > maxFieldBytes || host.size() > maxFieldBytes)
        return failure(ErrorCode::ProxyFailed, u"user, password or host name is too long for SOCKS5"_s);
    return std::unique_ptr<ProxyHandshake>(
        std::make_unique<Socks5>(user, password, socksConnectRequest(host, port)));
}

quint16 ProxyHandshake::portOf(const QUrl &proxy)
{
    return static_cast<quint16>(proxy.port(proxy.scheme() == "http"_L1 ? 8080 : 1080));
}

} // namespace sluice

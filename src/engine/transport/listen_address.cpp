// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/listen_address.h"

#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpServer>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

QList<QHostAddress> addressesOf(const QString &host)
{
    if (host == "localhost"_L1)
        return {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
    const QHostAddress address(host);
    return {address == QHostAddress(QHostAddress::AnyIPv6) ? QHostAddress(QHostAddress::Any) : address};
}

} // namespace

Result<ListenAddress> ListenAddress::parse(const QString &text)
{
    const auto colon = text.lastIndexOf(u':');
    if (colon <= 0)
        return failure(ErrorCode::InvalidInput, u"\"%1\" is not HOST:PORT"_s.arg(text));
    auto host = text.first(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    if (host != "localhost"_L1 && QHostAddress(host).isNull())
        return failure(ErrorCode::InvalidInput, u"\"%1\" is not an IP address or localhost"_s.arg(host));
    bool isNumber = false;
    const auto digits = text.sliced(colon + 1);
    const auto port = digits.toUShort(&isNumber);
    if (!isNumber)
        return failure(ErrorCode::InvalidInput, u"\"%1\" is not a port from 0 to 65535"_s.arg(digits));
    return ListenAddress{host, port};
}

QHostAddress listenOn(QTcpServer &server, const QString &host, quint16 port)
{
    QHostAddress tried;
    for (const auto &address : addressesOf(host)) {
        tried = address;
        if (server.listen(address, port)
            || server.serverError() != QAbstractSocket::SocketAddressNotAvailableError)
            break;
    }
    return tried;
}

} // namespace sluice

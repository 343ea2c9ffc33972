// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

class QHostAddress;
class QTcpServer;

namespace sluice {

//! Where to listen, as the command line says it.
struct ListenAddress
{
    QString host = {}; //!< an IP address without brackets, or `localhost`
    quint16 port = 0; //!< 0 asks for a free one
    bool operator==(const ListenAddress &) const = default;

    //! From `HOST:PORT` or `[V6]:PORT`. InvalidInput says what is wrong.
    static Result<ListenAddress> parse(const QString &text);
};

//! Has the server listen on an IP address, or on `localhost`: 127.0.0.1, or ::1 where there is none. `::` is
//! every address, of IPv4 as well. The address it tried last; the server tells whether it listens.
QHostAddress listenOn(QTcpServer &server, const QString &host, quint16 port);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QUrl>

#include <memory>

namespace sluice {

//! What is said to a proxy before the connection through it stands. Bytes in, bytes out.
class ProxyHandshake
{
public:
    struct Step
    {
        qsizetype consumed = 0; //!< bytes of the proxy that were used; what follows belongs to the stream
        QByteArray reply = {}; //!< to be sent to the proxy
        bool isDone = false;
        bool operator==(const Step &) const = default;
    };

    ProxyHandshake() = default;
    virtual ~ProxyHandshake() = default;
    Q_DISABLE_COPY_MOVE(ProxyHandshake)

    virtual QByteArray greeting() const = 0;
    //! `received` is all that came since the last consumed byte. Fails with ProxyFailed.
    virtual Result<Step> advance(QByteArrayView received) = 0;

    //! For a proxy URL `http://` or `socks5://` (also `socks5h://`), the way to `host`:`port`.
    static Result<std::unique_ptr<ProxyHandshake>> create(const QUrl &proxy, const QString &host,
                                                          quint16 port);
    //! The port of the URL, or the scheme's usual one.
    static quint16 portOf(const QUrl &proxy);
};

} // namespace sluice

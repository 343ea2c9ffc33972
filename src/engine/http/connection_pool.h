// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/transport/dialer.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QObject>

#include <memory>

namespace sluice {
class ByteStream;
}

namespace sluice::http {

//! Idle upstream connections by endpoint, newest first. No limit on how many are in use at once.
//! An idle connection that closes, fails or sends anything unasked leaves the pool at once.
class ConnectionPool : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        int idlePerEndpoint = 64;
        milliseconds idleTimeout = 60s;
    };

    ConnectionPool(const Limits &limits, Clock &clock, QObject *parent);
    ~ConnectionPool() override;

    //! An idle connection whose peer is still there, or null: then dial. The caller owns it.
    ByteStream *take(const Endpoint &endpoint);
    //! Gives a connection back; the pool owns it now.
    void put(const Endpoint &endpoint, ByteStream *stream);
    int idleCount() const;
    void clear();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice::http

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/transport/endpoint.h"

#include <QtCore/QObject>

namespace sluice {

class ByteStream;

//! One attempt to connect. Emits finished() exactly once, never from inside Dialer::dial(). Deleting it
//! cancels.
class DialJob : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

signals:
    //! On success `stream` is open, has no parent and belongs to the receiver; on failure it is null.
    void finished(sluice::ByteStream *stream, const sluice::Error &error);
};

//! Opens streams. TcpDialer here; a tunnel receiver is one as well.
class Dialer
{
public:
    Dialer() = default;
    virtual ~Dialer() = default;
    Q_DISABLE_COPY_MOVE(Dialer)

    //! The job is a child of `parent` and already under way. Fails with UpstreamUnreachable, TimedOut (10 s),
    //! TlsFailed or ProxyFailed.
    virtual DialJob *dial(const Endpoint &endpoint, QObject *parent) = 0;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/transport/dialer.h"
#include "engine/transport/outage.h"

#include <QtCore/QHash>

#include <optional>

namespace sluice {

class Clock;

//! Dials with another dialer, and keeps in mind which upstreams cannot be reached. What goes through a proxy
//! does not count: whether it fails is up to the proxy.
class WatchedDialer final : public QObject, public Dialer
{
    Q_OBJECT

public:
    WatchedDialer(Dialer &dialer, Clock &clock, QObject *parent);

    DialJob *dial(const Endpoint &endpoint, QObject *parent) override;
    //! It answered, perhaps over a connection that was kept: whatever failed has passed.
    void noteReached(const Endpoint &endpoint);
    //! Why there is no connection to be had, again and again; nothing where there is one or nobody has tried.
    std::optional<Error> outage(const Endpoint &endpoint) const;

signals:
    void outagesChanged(); //!< one began, was met again or has ended

private:
    void noteFailure(const Endpoint &endpoint, const Error &error);

    Dialer &m_dialer;
    Clock &m_clock;
    QHash<Endpoint, FailedDials> m_failed;
};

} // namespace sluice

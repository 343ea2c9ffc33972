// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/watched_dialer.h"

#include "engine/base/clock.h"
#include "engine/base/logging.h"
#include "engine/transport/byte_stream.h"

namespace sluice {

WatchedDialer::WatchedDialer(Dialer &dialer, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_dialer(dialer)
    , m_clock(clock)
{
}

DialJob *WatchedDialer::dial(const Endpoint &endpoint, QObject *parent)
{
    auto *job = m_dialer.dial(endpoint, parent);
    if (!endpoint.proxy.isEmpty())
        return job;
    connect(job, &DialJob::finished, this, [this, endpoint](ByteStream *stream, const Error &error) {
        if (stream)
            noteReached(endpoint);
        else
            noteFailure(endpoint, error);
    });
    return job;
}

void WatchedDialer::noteReached(const Endpoint &endpoint)
{
    const auto found = m_failed.constFind(endpoint);
    if (found == m_failed.cend())
        return;
    const bool wasOutage = isOutage(*found);
    m_failed.erase(found);
    if (!wasOutage)
        return;
    qCInfo(lcTransport).noquote() << endpoint.host << "can be reached again";
    emit outagesChanged();
}

void WatchedDialer::noteFailure(const Endpoint &endpoint, const Error &error)
{
    const auto now = m_clock.steadyNow();
    const auto known = m_failed.constFind(endpoint);
    const auto before = known == m_failed.cend() ? FailedDials{now, now, error} : *known;
    const auto after = afterFailure(before, error, now);
    m_failed.insert(endpoint, after);
    if (!isOutage(after))
        return;
    if (!isOutage(before))
        qCWarning(lcTransport).noquote() << "no connection, again and again:" << error.detail;
    emit outagesChanged();
}

std::optional<Error> WatchedDialer::outage(const Endpoint &endpoint) const
{
    const auto found = m_failed.constFind(endpoint);
    return found != m_failed.cend() && isOutage(*found) ? std::optional(found->error) : std::nullopt;
}

} // namespace sluice

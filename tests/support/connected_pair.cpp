// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/connected_pair.h"

#include "engine/transport/byte_stream.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDeadlineTimer>

namespace sluice {

using namespace Qt::StringLiterals;

ConnectedPair::ConnectedPair(Security security, const TestCertificates &certificates)
    : m_listener(sharedClock, nullptr)
    , m_dialer(sharedClock)
{
    const bool isTls = security == Security::Tls;
    if (isTls && !m_listener.setTls(certificates.certificate(), certificates.key()))
        return;
    if (!m_listener.listen(u"127.0.0.1"_s, 0))
        return;
    bool isOver = false;
    QObject::connect(&m_listener, &TcpListener::streamAccepted, &m_listener,
                     [this](ByteStream *stream) { server.reset(stream); });
    const auto job =
        std::unique_ptr<DialJob>(m_dialer.dial({.security = security,
                                                .host = u"127.0.0.1"_s,
                                                .port = m_listener.port(),
                                                .caFile = isTls ? certificates.authority() : QString()},
                                               nullptr));
    QObject::connect(job.get(), &DialJob::finished, &m_listener, [&](ByteStream *stream) {
        client.reset(stream);
        isOver = true;
    });
    for (const QDeadlineTimer deadline(30'000); !deadline.hasExpired() && (!isOver || (client && !server));)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

ConnectedPair::~ConnectedPair() = default;

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/tls_client_settings.h"

#include "engine/base/read_file.h"

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslSocket>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxTickets = 256; // about 800 bytes each

QSslConfiguration baseConfiguration()
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, false);
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, false);
    return configuration;
}

Result<QSslConfiguration> configurationWith(const QString &caFile)
{
    const auto content = readFile(caFile);
    if (!content)
        return failure(ErrorCode::TlsFailed, content.error().detail);
    const auto own = QSslCertificate::fromData(*content, QSsl::Pem);
    if (own.isEmpty())
        return failure(ErrorCode::TlsFailed, u"%1 holds no PEM certificate"_s.arg(caFile));
    auto configuration = baseConfiguration();
    configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + own);
    return configuration;
}

} // namespace

Result<QSslConfiguration> TlsClientSettings::configuration(const Endpoint &endpoint)
{
    if (!m_byCaFile.contains(endpoint.caFile)) {
        const auto made =
            endpoint.caFile.isEmpty() ? baseConfiguration() : configurationWith(endpoint.caFile);
        if (!made)
            return made;
        m_byCaFile.insert(endpoint.caFile, *made);
    }
    auto configuration = m_byCaFile.value(endpoint.caFile);
    if (const auto ticket = m_tickets.value(endpoint); !ticket.isEmpty())
        configuration.setSessionTicket(ticket);
    return configuration;
}

void TlsClientSettings::rememberSessions(const Endpoint &endpoint, QSslSocket *socket)
{
    const auto remember = [this, endpoint, socket] {
        const auto ticket = socket->sslConfiguration().sessionTicket();
        if (ticket.isEmpty())
            return;
        if (m_tickets.size() >= maxTickets)
            m_tickets.clear();
        m_tickets.insert(endpoint, ticket);
    };
    connect(socket, &QSslSocket::encrypted, this, remember); // TLS 1.2
    connect(socket, &QSslSocket::newSessionTicketReceived, this, remember); // TLS 1.3
}

} // namespace sluice

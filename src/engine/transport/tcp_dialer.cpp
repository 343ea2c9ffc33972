// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/tcp_dialer.h"

#include "engine/base/clock.h"
#include "engine/base/logging.h"
#include "engine/transport/address_race.h"
#include "engine/transport/native_socket.h"
#include "engine/transport/proxy_handshake.h"
#include "engine/transport/tcp_stream.h"
#include "engine/transport/tls_client_settings.h"
#include "engine/transport/tls_stream.h"

#include <QtNetwork/QHostInfo>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslError>
#include <QtNetwork/QSslSocket>

#include <atomic>
#include <optional>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds dialTimeout = 10s;

std::atomic<bool> hasLeftLookup = false; // Qt does not tell when one that was given up ends

QString named(const QString &host, quint16 port)
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host, QString::number(port));
}

//! What is wrong with the certificate, and with whose.
QString certificateText(const QSslSocket &socket)
{
    QStringList texts;
    const auto errors = socket.sslHandshakeErrors();
    for (const auto &error : errors) {
        const auto certificate = error.certificate();
        texts.append(certificate.isNull() ? error.errorString()
                                          : u"%1 (certificate of %2, issued by %3)"_s.arg(
                                              error.errorString(), certificate.subjectDisplayName(),
                                              certificate.issuerDisplayName()));
    }
    return texts.isEmpty() ? socket.errorString() : texts.join("; "_L1);
}

class TcpDialJob final : public DialJob
{
public:
    TcpDialJob(const Endpoint &endpoint, TlsClientSettings &tls, const DialSettings &settings, Clock &clock,
               QObject *parent);
    ~TcpDialJob() override;
    Q_DISABLE_COPY_MOVE(TcpDialJob)

private:
    enum class Stage : std::uint8_t { Connecting, Proxying, Encrypting, Finished };

    bool isProxied() const { return !m_endpoint.proxy.isEmpty(); }
    QString proxyName() const;
    void start();
    Status prepare();
    void onLookedUp(const QHostInfo &host);
    void race(const QList<QHostAddress> &addresses);
    QTcpSocket *makeSocket();
    void onRaceFinished(QTcpSocket *socket);
    void dropSocket();
    void onConnected();
    void onProxyAnswered();
    void secure();
    void onEncrypted();
    void handOverPlain();
    void onErrorOccurred();
    void onTimedOut();
    void failConnecting(const QString &reason);
    void fail(const Error &error);
    void finish(ByteStream *stream, const Error &error);

    Endpoint m_endpoint;
    TlsClientSettings &m_tls;
    const DialSettings &m_settings;
    Clock &m_clock;
    QString m_name;
    Stage m_stage = Stage::Connecting;
    std::optional<QSslConfiguration>
        m_tlsConfiguration; // where the endpoint asks for TLS; even an empty one loads OpenSSL
    int m_lookup = -1; // Qt's id while the addresses of a name are looked up
    AddressRace *m_race = nullptr; // our child while it runs
    QTcpSocket *m_socket = nullptr; // our child; null before it is connected and once the stream has it
    QSslSocket *m_tlsSocket = nullptr; // the same one where the endpoint asks for TLS
    std::unique_ptr<ProxyHandshake> m_handshake; // null without a proxy
    std::unique_ptr<Deadline> m_deadline;
};

TcpDialJob::TcpDialJob(const Endpoint &endpoint, TlsClientSettings &tls, const DialSettings &settings,
                       Clock &clock, QObject *parent)
    : DialJob(parent)
    , m_endpoint(endpoint)
    , m_tls(tls)
    , m_settings(settings)
    , m_clock(clock)
    , m_name(named(endpoint.host, endpoint.port))
    , m_deadline(clock.after(dialTimeout, [this] { onTimedOut(); }))
{
    QMetaObject::invokeMethod(this, &TcpDialJob::start, Qt::QueuedConnection);
}

TcpDialJob::~TcpDialJob()
{
    if (m_lookup < 0)
        return;
    QHostInfo::abortHostLookup(m_lookup);
    hasLeftLookup = true;
}

QString TcpDialJob::proxyName() const
{
    return named(m_endpoint.proxy.host(), ProxyHandshake::portOf(m_endpoint.proxy));
}

void TcpDialJob::start()
{
    if (m_stage == Stage::Finished)
        return; // timed out before its turn came
    if (const auto prepared = prepare(); !prepared) {
        fail(prepared.error());
        return;
    }
    const auto host = isProxied() ? m_endpoint.proxy.host() : m_endpoint.host;
    QHostAddress literal;
    if (literal.setAddress(host))
        race({literal});
    else if (const auto known = m_settings.hosts.value(host); !known.isEmpty())
        race(known);
    else
        m_lookup = QHostInfo::lookupHost(host, this, &TcpDialJob::onLookedUp);
}

//! What can fail before anything is sent.
Status TcpDialJob::prepare()
{
    if (m_endpoint.security == Security::Tls) {
        const auto configuration = m_tls.configuration(m_endpoint);
        if (!configuration)
            return failure(configuration.error());
        m_tlsConfiguration = *configuration;
    }
    if (isProxied()) {
        auto handshake = ProxyHandshake::create(m_endpoint.proxy, m_endpoint.host, m_endpoint.port);
        if (!handshake)
            return failure(handshake.error());
        m_handshake = *std::move(handshake);
    }
    return Done{};
}

void TcpDialJob::onLookedUp(const QHostInfo &host)
{
    m_lookup = -1;
    if (m_stage == Stage::Finished)
        return; // timed out meanwhile
    if (const auto addresses = host.addresses(); !addresses.isEmpty())
        race(addresses);
    else
        failConnecting(host.errorString());
}

void TcpDialJob::race(const QList<QHostAddress> &addresses)
{
    const auto port = isProxied() ? ProxyHandshake::portOf(m_endpoint.proxy) : m_endpoint.port;
    m_race = new AddressRace(
        {.addresses = addresses, .port = port, .stagger = m_settings.stagger},
        [this] { return makeSocket(); }, m_clock, this);
    connect(m_race, &AddressRace::finished, this, &TcpDialJob::onRaceFinished);
    m_race->start();
}

QTcpSocket *TcpDialJob::makeSocket()
{
    QTcpSocket *made = nullptr;
    if (!m_tlsConfiguration) {
        made = new QTcpSocket;
    } else {
        auto *socket = new QSslSocket;
        socket->setSslConfiguration(*m_tlsConfiguration);
        socket->setPeerVerifyName(m_endpoint.host);
        m_tls.rememberSessions(m_endpoint, socket);
        made = socket;
    }
    made->setProxy(QNetworkProxy::NoProxy);
    return made;
}

void TcpDialJob::onRaceFinished(QTcpSocket *socket)
{
    auto *race = std::exchange(m_race, nullptr);
    race->deleteLater();
    if (!socket) {
        failConnecting(race->reason());
        return;
    }
    m_socket = socket;
    m_socket->setParent(this);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &TcpDialJob::onErrorOccurred);
    m_tlsSocket = qobject_cast<QSslSocket *>(socket);
    if (m_tlsSocket)
        connect(m_tlsSocket, &QSslSocket::encrypted, this, &TcpDialJob::onEncrypted);
    onConnected();
}

void TcpDialJob::onConnected()
{
    if (!m_handshake) {
        secure();
        return;
    }
    m_stage = Stage::Proxying;
    connect(m_socket, &QTcpSocket::readyRead, this, &TcpDialJob::onProxyAnswered);
    m_socket->write(m_handshake->greeting());
}

void TcpDialJob::onProxyAnswered()
{
    while (m_socket && m_stage == Stage::Proxying) {
        const auto step = m_handshake->advance(m_socket->peek(m_socket->bytesAvailable()));
        if (!step) {
            fail(step.error());
            return;
        }
        m_socket->read(step->consumed);
        if (!step->reply.isEmpty())
            m_socket->write(step->reply);
        if (step->isDone) {
            disconnect(m_socket, &QTcpSocket::readyRead, this, nullptr);
            secure();
            return;
        }
        if (step->consumed == 0)
            return;
    }
}

void TcpDialJob::secure()
{
    if (m_endpoint.security == Security::Plain) {
        handOverPlain();
        return;
    }
    m_stage = Stage::Encrypting;
    m_tlsSocket->startClientEncryption();
}

void TcpDialJob::onEncrypted()
{
    disconnect(m_socket, nullptr, this, nullptr);
    m_socket = nullptr;
    finish(new TlsStream(std::exchange(m_tlsSocket, nullptr), m_clock, nullptr), {});
}

void TcpDialJob::handOverPlain()
{
    const auto readAhead = m_socket->readAll();
    const auto descriptor = native::duplicate(m_socket->socketDescriptor());
    dropSocket();
    if (descriptor < 0)
        fail({ErrorCode::UpstreamUnreachable, u"%1: too many open files"_s.arg(m_name)});
    else
        finish(new TcpStream(descriptor, readAhead, m_clock, nullptr), {});
}

void TcpDialJob::dropSocket()
{
    disconnect(m_socket, nullptr, this, nullptr);
    m_socket->abort();
    m_socket->setParent(nullptr); // we may be deleted from within one of its signals
    std::exchange(m_socket, nullptr)->deleteLater();
}

void TcpDialJob::onErrorOccurred()
{
    switch (m_stage) {
    case Stage::Proxying:
        fail({ErrorCode::ProxyFailed,
              u"the proxy %1 broke off: %2"_s.arg(proxyName(), m_socket->errorString())});
        return;
    case Stage::Encrypting:
        fail({ErrorCode::TlsFailed, u"%1: %2"_s.arg(m_name, certificateText(*m_tlsSocket))});
        return;
    case Stage::Connecting: // the race hears of those
    case Stage::Finished:
        return;
    }
}

void TcpDialJob::onTimedOut()
{
    const auto isProxySilent = isProxied() && m_stage == Stage::Connecting;
    auto text =
        u"%1 did not answer within %2 s"_s.arg(isProxySilent ? u"the proxy %1"_s.arg(proxyName()) : m_name)
            .arg(dialTimeout / 1s);
    if (m_race && !m_race->reason().isEmpty())
        text += u" (another of its addresses: %1)"_s.arg(m_race->reason());
    fail({ErrorCode::TimedOut, text});
}

void TcpDialJob::failConnecting(const QString &reason)
{
    if (isProxied())
        fail({ErrorCode::ProxyFailed, u"cannot reach the proxy %1: %2"_s.arg(proxyName(), reason)});
    else
        fail({ErrorCode::UpstreamUnreachable, u"%1: %2"_s.arg(m_name, reason)});
}

void TcpDialJob::fail(const Error &error)
{
    delete std::exchange(m_race, nullptr); // with all its attempts
    if (m_socket)
        dropSocket();
    qCDebug(lcTransport) << "dialing failed:" << error.detail;
    finish(nullptr, error);
}

void TcpDialJob::finish(ByteStream *stream, const Error &error)
{
    m_stage = Stage::Finished;
    m_deadline.reset();
    emit finished(stream, error);
}

} // namespace

TcpDialer::TcpDialer(Clock &clock, DialSettings settings)
    : m_clock(clock)
    , m_settings(std::move(settings))
    , m_tls(std::make_unique<TlsClientSettings>())
{
}

TcpDialer::~TcpDialer() = default;

bool TcpDialer::hasGivenUpLookups()
{
    return hasLeftLookup;
}

DialJob *TcpDialer::dial(const Endpoint &endpoint, QObject *parent)
{
    return new TcpDialJob(endpoint, *m_tls, m_settings, m_clock, parent);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/tcp_dialer.h"

#include "engine/base/clock.h"
#include "engine/base/logging.h"
#include "engine/transport/native_socket.h"
#include "engine/transport/proxy_handshake.h"
#include "engine/transport/tcp_stream.h"
#include "engine/transport/tls_client_settings.h"
#include "engine/transport/tls_stream.h"

#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslError>
#include <QtNetwork/QSslSocket>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds dialTimeout = 10s;

QString named(const QString &host, quint16 port)
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
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
    TcpDialJob(const Endpoint &endpoint, TlsClientSettings &tls, Clock &clock, QObject *parent);

private:
    enum class Stage : std::uint8_t { Connecting, Proxying, Encrypting, Finished };

    bool isProxied() const { return !m_endpoint.proxy.isEmpty(); }
    void start();
    Status makeSocket();
    void dropSocket();
    void onConnected();
    void onProxyAnswered();
    void secure();
    void onEncrypted();
    void handOverPlain();
    void onErrorOccurred();
    void onTimedOut();
    void fail(const Error &error);
    void finish(ByteStream *stream, const Error &error);

    Endpoint m_endpoint;
    TlsClientSettings &m_tls;
    Clock &m_clock;
    QString m_name;
    Stage m_stage = Stage::Connecting;
    QTcpSocket *m_socket = nullptr; // our child; null before start() and once the stream has it
    QSslSocket *m_tlsSocket = nullptr; // the same one where the endpoint asks for TLS
    std::unique_ptr<ProxyHandshake> m_handshake; // null without a proxy
    std::unique_ptr<Deadline> m_deadline;
};

TcpDialJob::TcpDialJob(const Endpoint &endpoint, TlsClientSettings &tls, Clock &clock, QObject *parent)
    : DialJob(parent)
    , m_endpoint(endpoint)
    , m_tls(tls)
    , m_clock(clock)
    , m_name(named(endpoint.host, endpoint.port))
    , m_deadline(clock.after(dialTimeout, [this] { onTimedOut(); }))
{
    QMetaObject::invokeMethod(this, &TcpDialJob::start, Qt::QueuedConnection);
}

void TcpDialJob::start()
{
    if (m_stage == Stage::Finished)
        return; // timed out before its turn came
    if (const auto made = makeSocket(); !made) {
        fail(made.error());
        return;
    }
    m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket, &QTcpSocket::connected, this, &TcpDialJob::onConnected);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &TcpDialJob::onErrorOccurred);
    if (!isProxied()) {
        m_socket->connectToHost(m_endpoint.host, m_endpoint.port);
        return;
    }
    auto handshake = ProxyHandshake::create(m_endpoint.proxy, m_endpoint.host, m_endpoint.port);
    if (!handshake) {
        fail(handshake.error());
        return;
    }
    m_handshake = *std::move(handshake);
    m_socket->connectToHost(m_endpoint.proxy.host(), ProxyHandshake::portOf(m_endpoint.proxy));
}

Status TcpDialJob::makeSocket()
{
    if (m_endpoint.security == Security::Plain) {
        m_socket = new QTcpSocket(this);
        return Done{};
    }
    const auto configuration = m_tls.configuration(m_endpoint);
    if (!configuration)
        return failure(configuration.error());
    auto *socket = new QSslSocket(this);
    socket->setSslConfiguration(*configuration);
    socket->setPeerVerifyName(m_endpoint.host);
    connect(socket, &QSslSocket::encrypted, this, &TcpDialJob::onEncrypted);
    m_tls.rememberSessions(m_endpoint, socket);
    m_socket = socket;
    m_tlsSocket = socket;
    return Done{};
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
    const auto proxy = named(m_endpoint.proxy.host(), ProxyHandshake::portOf(m_endpoint.proxy));
    switch (m_stage) {
    case Stage::Connecting:
        if (isProxied())
            fail({ErrorCode::ProxyFailed,
                  u"cannot reach the proxy %1: %2"_s.arg(proxy, m_socket->errorString())});
        else
            fail({ErrorCode::UpstreamUnreachable, u"%1: %2"_s.arg(m_name, m_socket->errorString())});
        return;
    case Stage::Proxying:
        fail({ErrorCode::ProxyFailed, u"the proxy %1 broke off: %2"_s.arg(proxy, m_socket->errorString())});
        return;
    case Stage::Encrypting:
        fail({ErrorCode::TlsFailed, u"%1: %2"_s.arg(m_name, certificateText(*m_tlsSocket))});
        return;
    case Stage::Finished:
        return;
    }
}

void TcpDialJob::onTimedOut()
{
    fail({ErrorCode::TimedOut, u"%1 did not answer within %2 s"_s.arg(m_name).arg(dialTimeout / 1s)});
}

void TcpDialJob::fail(const Error &error)
{
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

TcpDialer::TcpDialer(Clock &clock) : m_clock(clock), m_tls(std::make_unique<TlsClientSettings>()) { }

TcpDialer::~TcpDialer() = default;

DialJob *TcpDialer::dial(const Endpoint &endpoint, QObject *parent)
{
    return new TcpDialJob(endpoint, *m_tls, m_clock, parent);
}

} // namespace sluice

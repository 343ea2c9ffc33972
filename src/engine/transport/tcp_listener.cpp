// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/tcp_listener.h"

#include "engine/base/clock.h"
#include "engine/base/logging.h"
#include "engine/transport/listen_address.h"
#include "engine/transport/native_socket.h"
#include "engine/transport/port_holder.h"
#include "engine/transport/server_identity.h"
#include "engine/transport/tcp_stream.h"
#include "engine/transport/tls_accept_job.h"

#include <QtCore/QPointer>
#include <QtCore/QSocketNotifier>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int backlog = 1024;
constexpr int acceptsPerTurn = 64; // then the accepted ones get their turn
constexpr milliseconds restAfterFailure = 1s;

//! `holder` is empty where nobody knows it.
Error inUse(const QString &name, const QString &holder)
{
    const auto detail = holder.isEmpty()
        ? u"%1 is in use; end the program that holds it or choose another port"_s.arg(name)
        : u"%1 is in use by %2; end that program or choose another port"_s.arg(name, holder);
    return {.code = ErrorCode::AddressInUse, .detail = detail, .subject = name, .holder = holder};
}

//! `name`: with the port.
Error refused(const QTcpServer &server, const QString &host, const QString &name)
{
    Error error{.code = ErrorCode::InvalidInput,
                .detail = u"cannot listen on %1: %2"_s.arg(name, server.errorString())};
    if (server.serverError() == QAbstractSocket::SocketAddressNotAvailableError) {
        error.subject = host;
        error.reason = ErrorReason::AddressElsewhere;
    } else if (server.serverError() == QAbstractSocket::SocketAccessError) {
        error.subject = name;
        error.reason = ErrorReason::PortReserved;
    }
    return error;
}

} // namespace

class TcpListener::Private
{
public:
    Private(TcpListener *listener, Clock &clockToUse) : q(listener), clock(clockToUse) { }

    void update();
    void onConnectable();
    void accept(qintptr descriptor);
    ConnectionPlace takePlace();
    void rest(int systemError);

    TcpListener *q;
    Clock &clock;
    QTcpServer server; // binds and listens; accepting is ours, to stop exactly at the limit
    std::unique_ptr<QSocketNotifier> notifier; // null while not listening
    std::unique_ptr<Deadline> resting; // set while out of descriptors
    std::optional<QSslConfiguration> tls;
    int maxConnections = 1024;
    int connections = 0;
};

void TcpListener::Private::update()
{
    if (notifier)
        notifier->setEnabled(!resting && connections < maxConnections);
}

void TcpListener::Private::onConnectable()
{
    const QPointer<TcpListener> alive(q);
    for (int i = 0; i < acceptsPerTurn; ++i) {
        // Whoever gets a stream may close, pause or delete us.
        if (!alive || !notifier || !notifier->isEnabled())
            return;
        const auto accepted = native::accept(server.socketDescriptor());
        switch (accepted.outcome) {
        case native::Outcome::Done:
            accept(accepted.descriptor);
            break;
        case native::Outcome::WouldBlock:
            return;
        case native::Outcome::Ended:
        case native::Outcome::Failed:
            rest(accepted.error);
            return;
        }
    }
}

void TcpListener::Private::accept(qintptr descriptor)
{
    auto place = takePlace();
    if (!tls) {
        auto *stream = new TcpStream(descriptor, {}, clock, nullptr);
        stream->setPlace(std::move(place));
        emit q->streamAccepted(stream);
        return;
    }
    auto *job = new TlsAcceptJob(descriptor, *tls, std::move(place), clock, q);
    connect(job, &TlsAcceptJob::finished, q, [this, job](ByteStream *stream) {
        job->deleteLater();
        if (stream)
            emit q->streamAccepted(stream);
    });
}

//! It may outlive the listener.
ConnectionPlace TcpListener::Private::takePlace()
{
    ++connections;
    update();
    return {this, [listener = QPointer<TcpListener>(q)](const void *) {
                if (!listener)
                    return;
                --listener->d->connections;
                listener->d->update();
            }};
}

void TcpListener::Private::rest(int systemError)
{
    qCWarning(lcTransport) << "cannot accept connections for a second:" << native::errorText(systemError);
    resting = clock.after(restAfterFailure, [this] {
        resting.reset();
        update();
    });
    update();
}

TcpListener::TcpListener(Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock))
{
}

TcpListener::~TcpListener() = default;

Status TcpListener::setTls(const QString &certificateFile, const QString &keyFile)
{
    const auto chain = readCertificates(certificateFile);
    if (!chain)
        return failure(chain.error());
    const auto key = readPrivateKey(keyFile);
    if (!key)
        return failure(key.error());
    if (!isKeyOf(*key, chain->first()))
        return failure(foreignKey(keyFile, certificateFile));
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(*chain);
    configuration.setPrivateKey(*key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show a token, not a certificate
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    d->tls = configuration;
    return Done{};
}

void TcpListener::setPlain()
{
    d->tls.reset();
}

void TcpListener::setMaxConnections(int count)
{
    d->maxConnections = count;
    d->update();
}

Status TcpListener::listen(const QString &host, quint16 port)
{
    const auto name = (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host, QString::number(port));
    if (host != "localhost"_L1 && QHostAddress(host).isNull())
        return failure({.code = ErrorCode::InvalidInput,
                        .detail = u"cannot listen on %1: not an IP address"_s.arg(name),
                        .subject = host,
                        .reason = ErrorReason::NotAnAddress});
    d->server.setListenBacklogSize(backlog);
    const auto address = listenOn(d->server, host, port);
    if (!d->server.isListening()) {
        if (d->server.serverError() == QAbstractSocket::AddressInUseError)
            return failure(inUse(name, portHolder(address, port)));
        return failure(refused(d->server, host, name));
    }
    d->server.pauseAccepting();
    d->notifier = std::make_unique<QSocketNotifier>(d->server.socketDescriptor(), QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] { d->onConnectable(); });
    d->update();
    return Done{};
}

void TcpListener::close()
{
    d->notifier.reset();
    d->resting.reset();
    d->server.close();
}

bool TcpListener::isListening() const
{
    return d->server.isListening();
}

QString TcpListener::host() const
{
    const auto address = d->server.serverAddress();
    // What Qt calls any address of both families, it writes as that of IPv4.
    return address.protocol() == QAbstractSocket::AnyIPProtocol ? u"::"_s : address.toString();
}

quint16 TcpListener::port() const
{
    return d->server.serverPort();
}

bool TcpListener::hasTls() const
{
    return d->tls.has_value();
}

std::optional<QSslCertificate> TcpListener::certificate() const
{
    if (!d->tls)
        return {};
    return d->tls->localCertificate();
}

} // namespace sluice

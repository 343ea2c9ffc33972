// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/control/control_server.h"

#include "engine/storage/atomic_file.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestLine = 64 * 1024;
constexpr qint64 mostUnread = 1024 * 1024;
#ifdef Q_OS_UNIX
// Qt makes the socket in a folder of its own in there, and moves it to its place.
constexpr auto longestDirectory = static_cast<qsizetype>(sizeof(sockaddr_un::sun_path) - sizeof "/.XXXXXX/s");
#else
constexpr qsizetype longestDirectory = 200;
#endif

void send(QLocalSocket *socket, const QJsonObject &object)
{
    socket->write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
    socket->flush();
}

bool somebodyAnswers(const QString &path)
{
    QLocalSocket probe;
    probe.connectToServer(path);
    return probe.waitForConnected(1000);
}

//! Our user, or root, whom nothing keeps out. The file's mode lets in nobody else; this holds where somebody
//! has changed the mode, too.
bool mayAsk([[maybe_unused]] const QLocalSocket &socket)
{
#ifdef Q_OS_LINUX
    ucred peer = {};
    socklen_t size = sizeof peer;
    const auto descriptor = static_cast<int>(socket.socketDescriptor());
    return ::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
        && (peer.uid == ::geteuid() || peer.uid == 0);
#else
    return true;
#endif
}

} // namespace

ControlServer::ControlServer(Handler handler, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
    , m_server(new QLocalServer(this))
{
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &ControlServer::onConnection);
}

ControlServer::~ControlServer()
{
    // The sockets emit disconnected while the server deletes them; by then there is nobody to hear it.
    for (auto *socket : m_server->findChildren<QLocalSocket *>())
        disconnect(socket, nullptr, this, nullptr);
}

Status ControlServer::listen(const QString &socketPath)
{
    const auto directory = QFileInfo(socketPath).absolutePath();
    if (const auto size = QFile::encodeName(directory).size(); size > longestDirectory)
        return failure(
            ErrorCode::InvalidInput,
            u"the folder %1 is too long for a socket in it: %2 bytes of at most %3; choose a shorter "
            "SLUICE_HOME (or XDG_RUNTIME_DIR)"_s.arg(directory)
                .arg(size)
                .arg(longestDirectory));
    if (auto made = makePrivateDirectory(directory); !made)
        return made;
    // Asked first, for listening replaces whatever file is there.
    if (somebodyAnswers(socketPath))
        return failure(ErrorCode::AddressInUse,
                       u"another instance of Sluice already answers at %1"_s.arg(socketPath));
    if (!m_server->listen(socketPath))
        return failure(ErrorCode::FileFailed,
                       u"cannot listen at %1: %2"_s.arg(socketPath, m_server->errorString()));
    QFile::setPermissions(socketPath, QFileDevice::ReadOwner | QFileDevice::WriteOwner); // it came as 0700
    return Done{};
}

void ControlServer::publish(const QJsonObject &object)
{
    const auto watchers = m_watchers;
    for (auto *socket : watchers) {
        if (socket->bytesToWrite() > mostUnread)
            socket->abort(); // it does not read
        else
            send(socket, object);
    }
}

void ControlServer::onConnection()
{
    while (auto *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            while (socket->canReadLine())
                onLine(socket, socket->readLine(longestLine));
            if (socket->bytesAvailable() >= longestLine)
                socket->abort();
        });
        connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
            m_watchers.removeAll(socket);
            socket->deleteLater();
        });
        if (!mayAsk(*socket))
            socket->abort();
    }
}

void ControlServer::onLine(QLocalSocket *socket, const QByteArray &line)
{
    const auto request = QJsonDocument::fromJson(line).object();
    const auto answer = m_handler(request);
    if (!answer) {
        send(socket, {{u"ok"_s, false}, {u"error"_s, answer.error().detail}});
        return;
    }
    // Before the answer: who has left meanwhile is noticed in sending, and nothing would take it out again.
    if (request.value("watch"_L1).toBool() && socket->state() == QLocalSocket::ConnectedState
        && !m_watchers.contains(socket))
        m_watchers.append(socket);
    auto object = *answer;
    object.insert(u"ok"_s, true);
    send(socket, object);
}

} // namespace sluice

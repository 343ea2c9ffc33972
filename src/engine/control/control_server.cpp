// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/control/control_server.h"

#include "engine/base/logging.h"
#include "engine/storage/atomic_file.h"
#include "engine/storage/held_lock.h"
#ifdef Q_OS_UNIX
#include "engine/storage/advisory_lock.h"
#endif

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

//! Held by the one instance that listens there, or is about to: of two that begin at once both would find
//! nobody, and the second take the socket's place. The system lets go of it when its holder dies. Null where
//! the file system has no locks, and on Windows, whose pipes are nothing to take the place of.
Result<std::unique_ptr<HeldLock>> lockBeside([[maybe_unused]] const QString &socketPath)
{
#ifdef Q_OS_UNIX
    auto lock = AdvisoryLock::acquire(socketPath + u".lock"_s);
    if (lock)
        return std::unique_ptr<HeldLock>(std::move(*lock));
    if (lock.error().code == ErrorCode::LockBusy)
        return failure(lock.error());
    qCWarning(lcEngine).noquote() << "control: going on without a lock -" << lock.error().detail;
#endif
    return std::unique_ptr<HeldLock>();
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
    m_server->close(); // while the lock is ours: it removes the socket's file, whosever that is
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
    auto lock = lockBeside(socketPath);
    // Asked first, for listening replaces whatever file is there.
    if (somebodyAnswers(socketPath))
        return failure(ErrorCode::AddressInUse,
                       u"another instance of Sluice already answers at %1"_s.arg(socketPath));
    if (!lock)
        return failure(
            ErrorCode::AddressInUse,
            u"another instance of Sluice is just starting or ending: %1"_s.arg(lock.error().detail));
    if (!m_server->listen(socketPath))
        return failure(ErrorCode::FileFailed,
                       u"cannot listen at %1: %2"_s.arg(socketPath, m_server->errorString()));
    m_lock = std::move(*lock);
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

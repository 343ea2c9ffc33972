// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/control/control_client.h"

#include <QtCore/QJsonDocument>
#include <QtNetwork/QLocalSocket>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int answerTimeout = 10'000; // milliseconds; commands answer at once, so this means it hangs
constexpr int lookInterval = 500; // milliseconds

Error hangs(const QString &path)
{
    return {ErrorCode::TimedOut,
            u"the running instance of Sluice does not answer at %1; end it and start it again"_s.arg(path)};
}

Status open(QLocalSocket &socket, const QString &path, const QJsonObject &request)
{
    socket.connectToServer(path);
    if (!socket.waitForConnected(answerTimeout)) {
        if (socket.state() == QLocalSocket::ConnectingState
            || socket.error() == QLocalSocket::SocketTimeoutError)
            return failure(hangs(path)); // it listens, and its queue is full
        if (socket.error() == QLocalSocket::SocketAccessError)
            return failure(
                ErrorCode::FileFailed,
                u"%1 may not be opened, so nobody knows whether Sluice runs there; run this as the "
                "user that started it"_s.arg(path));
        return failure(ErrorCode::NotFound,
                       u"no running instance of Sluice (nothing answers at %1)"_s.arg(path));
    }
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    socket.flush();
    return Done{};
}

Result<QJsonObject> readAnswer(QLocalSocket &socket, int timeout)
{
    while (!socket.canReadLine()) {
        if (socket.waitForReadyRead(timeout))
            continue;
        if (socket.state() == QLocalSocket::ConnectedState)
            return failure(hangs(socket.fullServerName()));
        return failure(ErrorCode::UpstreamClosed,
                       u"the running instance of Sluice ended before it answered; try again"_s);
    }
    const auto answer = QJsonDocument::fromJson(socket.readLine()).object();
    if (answer.contains("ok"_L1) && !answer.value("ok"_L1).toBool())
        return failure(ErrorCode::InvalidInput, answer.value("error"_L1).toString());
    return answer;
}

} // namespace

Result<QJsonObject> askRunningInstance(const QString &socketPath, const QJsonObject &request)
{
    QLocalSocket socket;
    if (const auto opened = open(socket, socketPath, request); !opened)
        return failure(opened.error());
    return readAnswer(socket, answerTimeout);
}

Status watchRunningInstance(const QString &socketPath, QJsonObject request,
                            const std::function<bool(const QJsonObject &)> &onUpdate,
                            const std::function<bool()> &isWanted)
{
    request.insert(u"watch"_s, true);
    QLocalSocket socket;
    if (const auto opened = open(socket, socketPath, request); !opened)
        return failure(opened.error());
    for (;;) {
        const auto answer = readAnswer(socket, answerTimeout);
        if (!answer)
            return failure(answer.error());
        if (!onUpdate(*answer))
            return Done{};
        // The next one comes when there is news.
        while (!socket.canReadLine() && socket.state() == QLocalSocket::ConnectedState) {
            if (!isWanted())
                return Done{};
            socket.waitForReadyRead(lookInterval);
        }
    }
}

} // namespace sluice

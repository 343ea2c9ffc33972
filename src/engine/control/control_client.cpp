// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/control/control_client.h"

#include <QtCore/QJsonDocument>
#include <QtNetwork/QLocalSocket>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int answerTimeout = 10'000; // milliseconds; commands answer at once, so this means it hangs

Status open(QLocalSocket &socket, const QString &path, const QJsonObject &request)
{
    socket.connectToServer(path);
    if (!socket.waitForConnected(answerTimeout))
        return failure(ErrorCode::NotFound,
                       u"no running instance of Sluice (nothing answers at %1)"_s.arg(path));
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    socket.flush();
    return Done{};
}

Result<QJsonObject> readAnswer(QLocalSocket &socket, int timeout)
{
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(timeout))
            return failure(ErrorCode::UpstreamClosed, u"the running instance did not answer"_s);
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
                            const std::function<bool(const QJsonObject &)> &onUpdate)
{
    request.insert(u"watch"_s, true);
    QLocalSocket socket;
    if (const auto opened = open(socket, socketPath, request); !opened)
        return failure(opened.error());
    for (;;) {
        const auto answer = readAnswer(socket, -1);
        if (!answer)
            return failure(answer.error());
        if (!onUpdate(*answer))
            return Done{};
    }
}

} // namespace sluice

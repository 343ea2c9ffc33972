// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QObject>

#include <functional>
#include <memory>

class QLocalServer;
class QLocalSocket;

namespace sluice {

class HeldLock;

//! The socket through which `sluice status`, `sluice accounts` and a second start speak to the running
//! instance. One JSON object per line each way; only the same user can open it.
class ControlServer : public QObject
{
    Q_OBJECT

public:
    //! Answers one command; the returned object is sent back with `"ok": true`, an error with its text.
    using Handler = std::function<Result<QJsonObject>(const QJsonObject &request)>;

    ControlServer(Handler handler, QObject *parent);
    ~ControlServer() override;

    //! AddressInUse when another instance answers there, or is about to; a dead socket file is replaced.
    Status listen(const QString &socketPath);
    //! Sends one line to everyone who asked with `{"command":"status","watch":true}`.
    void publish(const QJsonObject &object);
    bool hasWatchers() const { return !m_watchers.isEmpty(); }

private:
    void onConnection();
    void onLine(QLocalSocket *socket, const QByteArray &line);

    Handler m_handler;
    std::unique_ptr<HeldLock> m_lock; // ours while we listen; null where the file system has none
    QLocalServer *m_server; // our child
    QList<QLocalSocket *> m_watchers; // children of m_server; removed when they go
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/notify/notice.h"

#include <QtCore/QObject>

namespace sluice {

//! Shows notices through the desktop's notification service.
class Notifier : public QObject
{
    Q_OBJECT

public:
    explicit Notifier(QObject *parent = nullptr);

    void post(const Notice &notice);

signals:
    void showRequested();
    void signInRequested(const QString &accountId); //!< empty where several accounts are meant
    void muteRequested();
    void unavailable(const QString &title, const QString &body); //!< no service took this one

private slots:
    void onActionInvoked(uint id, const QString &action);
    void onClosed(uint id, uint reason);

private:
    void send(const Notice &notice);

    std::optional<QStringList> m_capabilities = {}; // absent until the service has answered
    QHash<QString, uint> m_ids = {}; // kind and subject to the message that a newer one replaces
    QHash<uint, QString> m_signIns = {}; // messages that ask for a sign-in, to the account
};

//! A body as the service wants it: with its markup escaped if, and only if, it reads markup.
QString notificationBody(const QString &text, const QStringList &capabilities);

} // namespace sluice

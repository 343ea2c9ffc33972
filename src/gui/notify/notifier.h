// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/notify/notice.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>

namespace sluice {

//! Shows notices through the desktop's notification service, and takes them back. A critical one stays on
//! the screen until somebody closes it, others in a list of the desktop.
class Notifier : public QObject
{
    Q_OBJECT

public:
    explicit Notifier(QObject *parent = nullptr);
    ~Notifier() override; //!< takes everything back: nobody is left to hear of its buttons

    void post(const Notice &notice);
    void takeBack(const std::function<bool(const Notice &)> &isOver);

signals:
    void showRequested();
    void signInRequested(const QString &accountId); //!< empty where several accounts are meant
    void muteRequested();
    void unavailable(const QString &title, const QString &body); //!< no service took this one

private slots:
    void onActionInvoked(uint id, const QString &action);
    void onClosed(uint id, uint reason);

private:
    //! A notice on the screen, or on its way there.
    struct Message
    {
        Notice notice = {};
        quint64 serial = 0; //!< of the last post()
        uint id = 0; //!< the service's number; 0: none yet
        bool isShown = false; //!< what was posted last has arrived
    };

    void send(const QString &key);
    void onSent(const QString &key, quint64 serial, uint id);
    void giveUp(const QString &key, quint64 serial);
    Message *message(const QString &key, quint64 serial); // null: taken back or posted anew since
    void forgetService();

    std::optional<QStringList> m_capabilities = {}; // absent until the service has answered
    QHash<QString, Message> m_messages = {}; // by kind and subject: a newer one replaces the older
    quint64 m_lastSerial = 0;
};

//! A body as the service wants it: with its markup escaped if, and only if, it reads markup.
QString notificationBody(const QString &text, const QStringList &capabilities);

} // namespace sluice

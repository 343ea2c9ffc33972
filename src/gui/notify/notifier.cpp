// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/notify/notifier.h"

#include "engine/base/logging.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

const auto service = u"org.freedesktop.Notifications"_s;
const auto path = u"/org/freedesktop/Notifications"_s;

QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(service, path, service, method);
}

//! Of each provider it may be told that all its accounts are limited.
QString replaceKey(const Notice &notice)
{
    const auto &subject = notice.isCritical() ? notice.title : notice.accountId;
    return u"%1/%2"_s.arg(static_cast<int>(notice.kind)).arg(subject);
}

} // namespace

QString notificationBody(const QString &text, const QStringList &capabilities)
{
    return capabilities.contains("body-markup"_L1) ? text.toHtmlEscaped() : text;
}

Notifier::Notifier(QObject *parent) : QObject(parent)
{
    auto bus = QDBusConnection::sessionBus();
    bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(onActionInvoked(uint, QString)));
    bus.connect(service, path, service, u"NotificationClosed"_s, this, SLOT(onClosed(uint, uint)));
}

void Notifier::post(const Notice &notice)
{
    if (m_capabilities) {
        send(notice);
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(call(u"GetCapabilities"_s)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, notice] {
        const QDBusPendingReply<QStringList> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError()) {
            qCInfo(lcGui) << "no notification service:" << reply.error().name();
            emit unavailable(notice.title, notice.body);
            return;
        }
        m_capabilities = reply.value();
        send(notice);
    });
}

void Notifier::send(const Notice &notice)
{
    QStringList actions;
    if (m_capabilities->contains("actions"_L1)) {
        if (notice.kind == Notice::Kind::SignIn)
            actions = {u"default"_s, tr("Sign in"), u"sign-in"_s, tr("Sign in")};
        else
            actions = {u"default"_s, tr("Show"), u"show"_s, tr("Show"), u"mute"_s, tr("Mute today")};
    }
    constexpr uchar normal = 1;
    constexpr uchar critical = 2;
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue(notice.isCritical() ? critical : normal)},
                            {u"desktop-entry"_s, u"sluice"_s}};
    const auto key = replaceKey(notice);
    auto message = call(u"Notify"_s);
    message.setArguments({u"Sluice"_s, m_ids.value(key, 0U), u"sluice"_s, notice.title,
                          notificationBody(notice.body, *m_capabilities), actions, hints, -1});
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, notice, key] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError()) {
            m_ids.insert(key, reply.value());
            if (notice.kind == Notice::Kind::SignIn)
                m_signIns.insert(reply.value(), notice.accountId);
            return;
        }
        m_capabilities.reset(); // another service may come; ask it again
        emit unavailable(notice.title, notice.body);
    });
}

void Notifier::onActionInvoked(uint id, const QString &action)
{
    if (m_ids.key(id).isEmpty())
        return; // another program's
    if (action == "mute"_L1)
        emit muteRequested();
    else if (const auto signIn = m_signIns.constFind(id); signIn != m_signIns.constEnd())
        emit signInRequested(QString(*signIn));
    else
        emit showRequested();
}

void Notifier::onClosed(uint id, uint)
{
    m_signIns.remove(id);
    m_ids.removeIf([id](auto entry) { return entry.value() == id; });
}

} // namespace sluice

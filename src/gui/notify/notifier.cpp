// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/notify/notifier.h"

#include "engine/base/logging.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusServiceWatcher>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

const auto service = u"org.freedesktop.Notifications"_s;
const auto path = u"/org/freedesktop/Notifications"_s;

QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(service, path, service, method);
}

//! A service that does not answer holds up the end of the program for no longer.
constexpr int closingTimeout = 500; // milliseconds

QDBusPendingCall close(uint id)
{
    auto message = call(u"CloseNotification"_s);
    message.setArguments({id});
    return QDBusConnection::sessionBus().asyncCall(message, closingTimeout);
}

//! Of each provider it may be told that all its accounts are limited.
QString replaceKey(const Notice &notice)
{
    const auto subject = notice.isCritical() ? notice.title : notice.accountId();
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
    const auto *watcher =
        new QDBusServiceWatcher(service, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &before) {
                if (!before.isEmpty())
                    forgetService();
            });
}

Notifier::~Notifier()
{
    QList<QDBusPendingCall> calls;
    for (const auto &message : std::as_const(m_messages)) {
        if (message.id != 0)
            calls.append(close(message.id));
    }
    for (auto &each : calls)
        each.waitForFinished(); // else the program might end before it is said
}

void Notifier::post(const Notice &notice)
{
    const auto key = replaceKey(notice);
    auto &posted = m_messages[key]; // with the number of the one that it replaces
    posted.notice = notice;
    posted.serial = ++m_lastSerial;
    posted.isShown = false;
    if (m_capabilities) {
        send(key);
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(call(u"GetCapabilities"_s)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key, serial = posted.serial] {
        const QDBusPendingReply<QStringList> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError()) {
            qCInfo(lcGui) << "no notification service:" << reply.error().name();
            giveUp(key, serial);
            return;
        }
        m_capabilities = reply.value();
        if (message(key, serial))
            send(key);
    });
}

void Notifier::send(const QString &key)
{
    const auto posted = m_messages.value(key);
    const auto &notice = posted.notice;
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
    auto notify = call(u"Notify"_s);
    notify.setArguments({u"Sluice"_s, posted.id, u"sluice"_s, notice.title,
                         notificationBody(notice.body, *m_capabilities), actions, hints, -1});
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(notify), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key, serial = posted.serial] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError()) {
            onSent(key, serial, reply.value());
            return;
        }
        m_capabilities.reset(); // another service may come; ask it again
        giveUp(key, serial);
    });
}

void Notifier::onSent(const QString &key, quint64 serial, uint id)
{
    if (auto *sent = message(key, serial)) {
        sent->id = id;
        sent->isShown = true;
    } else if (m_messages.value(key).id != id) {
        close(id); // it was taken back on its way
    }
}

//! What is shown instead goes by itself.
void Notifier::giveUp(const QString &key, quint64 serial)
{
    if (!message(key, serial))
        return;
    const auto notice = m_messages.take(key).notice;
    emit unavailable(notice.title, notice.body);
}

Notifier::Message *Notifier::message(const QString &key, quint64 serial)
{
    const auto found = m_messages.find(key);
    return found != m_messages.end() && found->serial == serial ? &*found : nullptr;
}

void Notifier::takeBack(const std::function<bool(const Notice &)> &isOver)
{
    m_messages.removeIf([&isOver](auto entry) {
        const auto &message = entry.value();
        const bool over = isOver(message.notice);
        if (over && message.id != 0)
            close(message.id);
        return over;
    });
}

//! Its numbers go with it: with the next service they mean messages of other programs.
void Notifier::forgetService()
{
    m_capabilities.reset();
    m_messages.removeIf([](auto entry) { return entry.value().isShown; });
    for (auto &message : m_messages)
        message.id = 0;
}

void Notifier::onActionInvoked(uint id, const QString &action)
{
    const auto found = std::ranges::find(std::as_const(m_messages), id, &Message::id);
    if (found == m_messages.cend())
        return; // another program's
    if (action == "mute"_L1)
        emit muteRequested();
    else if (found->notice.kind == Notice::Kind::SignIn)
        emit signInRequested(found->notice.accountId());
    else
        emit showRequested();
}

void Notifier::onClosed(uint id, uint)
{
    m_messages.removeIf([id](auto entry) { return entry.value().id == id && entry.value().isShown; });
    const auto replaced = std::ranges::find(m_messages, id, &Message::id); // and its successor on its way
    if (replaced != m_messages.end())
        replaced->id = 0;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/tray/tray_host.h"

#include "gui/platform/x11.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusVariant>

#include <chrono>

namespace sluice {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto retryAfter = 250ms;
constexpr int tries = 20; // five seconds

} // namespace

TrayHost::TrayHost(QObject *parent) : QObject(parent), m_triesLeft(tries)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryAfter);
    connect(&m_retry, &QTimer::timeout, this, &TrayHost::ask);
}

void TrayHost::wait()
{
    // Later, so that whoever calls hears settled() in any case; start(0ms) would become the interval.
    QMetaObject::invokeMethod(this, &TrayHost::ask, Qt::QueuedConnection);
}

void TrayHost::ask()
{
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        onAnswer(false);
        return;
    }
    auto call =
        QDBusMessage::createMethodCall(u"org.kde.StatusNotifierWatcher"_s, u"/StatusNotifierWatcher"_s,
                                       u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    call.setArguments({u"org.kde.StatusNotifierWatcher"_s, u"IsStatusNotifierHostRegistered"_s});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        onAnswer(reply.isValid() && reply.value().variant().toBool());
    });
}

void TrayHost::onAnswer(bool hostRegistered)
{
    if (hostRegistered || x11::hasTray()) {
        settle(true);
        return;
    }
    if (--m_triesLeft > 0)
        m_retry.start();
    else
        settle(false);
}

void TrayHost::settle(bool found)
{
    m_retry.stop();
    emit settled(found);
}

} // namespace sluice

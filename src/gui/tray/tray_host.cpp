// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/tray/tray_host.h"

#include "gui/platform/x11.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusServiceWatcher>
#include <QtDBus/QDBusVariant>

#include <algorithm>
#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto service = u"org.kde.StatusNotifierWatcher"_s; // its interface has the same name
const auto path = u"/StatusNotifierWatcher"_s;
const auto hostCame = u"StatusNotifierHostRegistered"_s;
constexpr auto retryAfter = 250ms;

int triesIn(milliseconds patience)
{
    return static_cast<int>(patience / retryAfter);
}

} // namespace

TrayHost::TrayHost(QObject *parent) : QObject(parent)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryAfter);
    connect(&m_retry, &QTimer::timeout, this, &TrayHost::ask);
}

void TrayHost::wait(milliseconds patience)
{
    m_triesLeft = triesIn(patience);
    watch();
    // Later, so that whoever calls hears found() in any case; start(0ms) would become the interval.
    QMetaObject::invokeMethod(this, &TrayHost::ask, Qt::QueuedConnection);
}

void TrayHost::watch()
{
    auto bus = QDBusConnection::sessionBus();
    m_service = new QDBusServiceWatcher(service, bus, QDBusServiceWatcher::WatchForRegistration, this);
    connect(m_service, &QDBusServiceWatcher::serviceRegistered, this, &TrayHost::askAgain);
    bus.connect(service, path, service, hostCame, this, SLOT(askAgain()));
    m_tray = x11::watchForTray([this] {
        QMetaObject::invokeMethod(this, &TrayHost::askAgain, Qt::QueuedConnection); // which may end the watch
    });
}

//! A program takes the name before it shows icons, and not every one says when it does: so for some seconds.
void TrayHost::askAgain()
{
    if (!m_service)
        return; // a sign that was under way
    m_triesLeft = std::max(m_triesLeft, triesIn(usualPatience));
    if (!m_retry.isActive())
        m_retry.start();
}

void TrayHost::ask()
{
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        onAnswer(false);
        return;
    }
    auto call = QDBusMessage::createMethodCall(service, path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    call.setArguments({service, u"IsStatusNotifierHostRegistered"_s});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        onAnswer(reply.isValid() && reply.value().variant().toBool());
    });
}

void TrayHost::onAnswer(bool hostRegistered)
{
    if (!m_service)
        return; // an earlier answer was the one
    if (hostRegistered || x11::hasTray())
        settle();
    else if (--m_triesLeft > 0)
        m_retry.start();
    else if (std::exchange(m_patient, false))
        emit missing();
}

void TrayHost::settle()
{
    m_retry.stop();
    m_tray.reset();
    delete std::exchange(m_service, nullptr);
    QDBusConnection::sessionBus().disconnect(service, path, service, hostCame, this, SLOT(askAgain()));
    emit found();
}

} // namespace sluice

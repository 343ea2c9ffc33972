// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"

#include <QtCore/QAbstractNativeEventFilter>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

class QDBusServiceWatcher;

namespace sluice {

//! Waits for a place where a tray icon can appear. Qt picks its mechanism at the first use of QSystemTrayIcon
//! and for the life of the process, and at login the panel is often later than we are; so this comes first,
//! however long it takes.
class TrayHost : public QObject
{
    Q_OBJECT

public:
    static constexpr milliseconds usualPatience{5000};

    explicit TrayHost(QObject *parent = nullptr);

    void wait(milliseconds patience);

signals:
    void found(); //!< once
    void missing(); //!< once, unless found before: nothing came while we were patient; we go on waiting

private slots:
    void askAgain();

private:
    void watch();
    void ask();
    void onAnswer(bool hostRegistered);
    void settle();

    QTimer m_retry;
    int m_triesLeft = 0;
    bool m_patient = true;
    QDBusServiceWatcher *m_service = nullptr; // our child; null while not waiting
    std::unique_ptr<QAbstractNativeEventFilter> m_tray; // null while not waiting, and where there is no X11
};

} // namespace sluice

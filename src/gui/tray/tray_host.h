// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace sluice {

//! Waits for a place where a tray icon can appear. Qt picks its mechanism at the first use of QSystemTrayIcon
//! and for the life of the process, and at login the panel is often later than we are; so this comes first.
class TrayHost : public QObject
{
    Q_OBJECT

public:
    explicit TrayHost(QObject *parent = nullptr);

    void wait();

signals:
    //! Emitted once. False: no host came; an icon may still appear later, a window should be opened now.
    void settled(bool found);

private:
    void ask();
    void onAnswer(bool hostRegistered);
    void settle(bool found);

    QTimer m_retry;
    int m_triesLeft;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractEventDispatcher>

#include <memory>

namespace sluice {

//! An event loop on epoll for the gateway thread: `QThread::setEventDispatcher(new EpollDispatcher)` before
//! start(). Both of Qt's own hand every descriptor to poll() on every turn, which with a thousand idle
//! connections costs four fifths of the throughput. Linux only; elsewhere the gateway thread keeps Qt's own
//! dispatcher.
//!
//! Changes of notifiers reach the kernel just before the next wait, so that what is switched on and off again
//! within one turn costs no system call.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

class QSocketNotifier;

namespace sluice {

//! SIGTERM, SIGINT and SIGHUP as Qt signals on the main thread. One per process. Where a system has no such
//! signals nothing is ever emitted.
class ProcessSignals : public QObject
{
    Q_OBJECT

public:
    explicit ProcessSignals(QObject *parent = nullptr);
    ~ProcessSignals() override;

    //! From now on SIGHUP ends nothing, before there is a ProcessSignals. To be called first thing by a
    //! program that heeds it and has read nothing yet: there is nothing to read again.
    static void ignoreReload();

signals:
    void terminate();
    void reload();

private:
    void onReadable();

    QSocketNotifier *m_notifier = nullptr; // our child
};

} // namespace sluice

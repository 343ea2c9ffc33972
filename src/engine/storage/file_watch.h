// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/storage/file_facts.h"

#include <QtCore/QFileSystemWatcher>
#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace sluice {

//! Tells when one file appears, changes, is replaced or goes away, also where its directory comes later.
//! Notices by the system's notification, 100 ms after the first event, and where that fails by a look
//! every 30 s.
class FileWatch : public QObject
{
    Q_OBJECT

public:
    FileWatch(const QString &path, Clock &clock, QObject *parent);
    ~FileWatch() override;

signals:
    void changed();

private:
    void onEvent();
    void look();
    void scheduleLook();
    void watchPlaces();

    QString m_path;
    Clock &m_clock;
    QFileSystemWatcher m_watcher;
    std::optional<FileFacts> m_facts;
    std::unique_ptr<Deadline> m_debounce;
    std::unique_ptr<Deadline> m_slowLook;
};

} // namespace sluice

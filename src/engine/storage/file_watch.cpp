// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/file_watch.h"

#include <QtCore/QFileInfo>

namespace sluice {

namespace {

constexpr auto debounce = 100ms;
constexpr auto slowLook = 30s;

//! The nearest directory above `path` that is there.
QString existingDirectory(const QString &path)
{
    auto result = QFileInfo(path).path();
    while (!QFileInfo(result).isDir() && result != QFileInfo(result).path())
        result = QFileInfo(result).path();
    return result;
}

} // namespace

FileWatch::FileWatch(const QString &path, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_clock(clock)
    , m_facts(FileFacts::ofPath(path))
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FileWatch::onEvent);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FileWatch::onEvent);
    watchPlaces();
    scheduleLook();
}

FileWatch::~FileWatch() = default;

void FileWatch::watchPlaces()
{
    // The directory tells of appearing and replacing, the file of writing in place. A file behind a link is
    // followed where it really is.
    const auto target = QFileInfo(m_path).canonicalFilePath();
    QStringList wanted{existingDirectory(m_path)};
    if (!target.isEmpty()) {
        wanted.append(target);
        if (const auto directory = QFileInfo(target).path(); !wanted.contains(directory))
            wanted.append(directory);
    }
    auto watched = m_watcher.files() + m_watcher.directories();
    for (const auto &place : std::as_const(watched)) {
        // A path stays listed although another file is there now: watch what is there.
        if (!wanted.contains(place) || place == target)
            m_watcher.removePath(place);
    }
    watched = m_watcher.files() + m_watcher.directories();
    for (const auto &place : std::as_const(wanted)) {
        if (!watched.contains(place))
            m_watcher.addPath(place);
    }
}

void FileWatch::onEvent()
{
    if (!m_debounce)
        m_debounce = m_clock.after(debounce, [this] { look(); });
}

void FileWatch::scheduleLook()
{
    m_slowLook = m_clock.after(slowLook, [this] {
        scheduleLook();
        look();
    });
}

void FileWatch::look()
{
    m_debounce.reset();
    watchPlaces();
    const auto facts = FileFacts::ofPath(m_path);
    if (facts == m_facts)
        return;
    m_facts = facts;
    emit changed();
}

} // namespace sluice

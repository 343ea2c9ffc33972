// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/state_store.h"

#include "engine/base/logging.h"
#include "engine/base/start_thread.h"
#include "engine/storage/atomic_file.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds longestWait(StateStore::Pace pace)
{
    return pace == StateStore::Pace::Soon ? 2s : 30s;
}

//! Waits for the disk, twice.
Status write(const QString &file, QByteArrayView content)
{
    if (auto made = makePrivateDirectory(QFileInfo(file).absolutePath()); !made)
        return made;
    return replaceFile(file, content);
}

} // namespace

StateStore::StateStore(const QString &file, Clock &clock) : m_file(file), m_clock(clock)
{
    load();
}

StateStore::~StateStore()
{
    if (const auto flushed = flush(); !flushed)
        qCWarning(lcStorage).noquote() << flushed.error().detail;
}

void StateStore::load()
{
    const auto content = readFile(m_file);
    if (!content) {
        if (content.error().code != ErrorCode::NotFound)
            qCWarning(lcStorage).noquote() << content.error().detail;
        return;
    }
    const auto document = QJsonDocument::fromJson(*content);
    if (!document.isObject())
        qCWarning(lcStorage).noquote() << m_file << "is no JSON object; what it held is forgotten";
    m_root = document.object();
}

void StateStore::setValue(const QString &key, const QJsonValue &value, Pace pace)
{
    if (m_root.value(key) == value)
        return;
    m_root.insert(key, value);
    m_isChanged = true;
    const auto due = m_clock.steadyNow() + longestWait(pace);
    if (m_pendingWrite && m_writeDue <= due)
        return;
    m_writeDue = due;
    m_pendingWrite = m_clock.after(longestWait(pace), [this] { startWriting(); });
}

void StateStore::writeNow()
{
    if (m_isChanged)
        startWriting();
}

Status StateStore::flush()
{
    m_pendingWrite.reset();
    if (m_writer)
        m_writer->wait();
    if (!m_isChanged && !m_isWriting) // how a write ended that has not come back is not known
        return Done{};
    auto outcome = write(m_file, content());
    m_isChanged = !outcome;
    return outcome;
}

QByteArray StateStore::content() const
{
    return QJsonDocument(m_root).toJson(QJsonDocument::Compact);
}

void StateStore::startWriting()
{
    m_pendingWrite.reset();
    if (m_isWriting)
        return; // a slow disk: what is newest then follows
    m_isChanged = false;
    m_isWriting = true;
    if (m_writer)
        m_writer->wait(); // it has given back its outcome and is about to end
    m_writer.reset(QThread::create([this, file = m_file, content = content()] {
        QMetaObject::invokeMethod(
            &m_here, [this, outcome = write(file, content)] { onWritten(outcome); }, Qt::QueuedConnection);
    }));
    if (!startThread(*m_writer))
        onWritten(write(m_file, content())); // a pool of threads would wait for that one, and never end
}

//! A write that failed is repeated with the next change, and at the end.
void StateStore::onWritten(const Status &outcome)
{
    m_isWriting = false;
    const bool isOverdue = m_isChanged && !m_pendingWrite;
    if (!outcome) {
        qCWarning(lcStorage).noquote() << outcome.error().detail;
        m_isChanged = true;
    }
    if (isOverdue)
        startWriting();
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/state_store.h"

#include "engine/base/logging.h"
#include "engine/storage/atomic_file.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>

namespace sluice {

using namespace Qt::StringLiterals;

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

void StateStore::setValue(const QString &key, const QJsonValue &value)
{
    if (m_root.value(key) == value)
        return;
    m_root.insert(key, value);
    if (m_pendingWrite)
        return;
    m_pendingWrite = m_clock.after(2s, [this] {
        if (const auto flushed = flush(); !flushed)
            qCWarning(lcStorage).noquote() << flushed.error().detail;
    });
}

Status StateStore::flush()
{
    if (!m_pendingWrite)
        return Done{};
    m_pendingWrite.reset();
    if (auto made = makePrivateDirectory(QFileInfo(m_file).absolutePath()); !made)
        return made;
    return replaceFile(m_file, QJsonDocument(m_root).toJson(QJsonDocument::Compact));
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/toml_keys.h"

namespace sluice {

namespace {

//! A path as one text; no key can look like the joint of two.
QString joined(const QStringList &path)
{
    QString result;
    for (const auto &key : path)
        result += QString::number(key.size()) + u':' + key;
    return result;
}

} // namespace

//! The tables on the way to `path`.
bool TomlKeys::enter(const QStringList &path)
{
    for (qsizetype size = 1; size < path.size(); ++size) {
        const auto key = joined(path.first(size));
        if (m_kinds.value(key, Kind::Implicit) == Kind::Value)
            return false;
        if (!m_kinds.contains(key))
            m_kinds.insert(key, Kind::Implicit);
    }
    return true;
}

void TomlKeys::forgetBelow(const QString &key)
{
    m_kinds.removeIf([&](auto entry) { return entry.key() != key && entry.key().startsWith(key); });
}

bool TomlKeys::addTable(const QStringList &path)
{
    const auto key = joined(path);
    if (!enter(path) || m_kinds.value(key, Kind::Implicit) != Kind::Implicit)
        return false;
    m_kinds.insert(key, Kind::Table);
    return true;
}

bool TomlKeys::addTableArray(const QStringList &path)
{
    const auto key = joined(path);
    if (!enter(path) || (m_kinds.contains(key) && m_kinds.value(key) != Kind::Array))
        return false;
    m_kinds.insert(key, Kind::Array);
    forgetBelow(key); // a new element
    return true;
}

bool TomlKeys::addValue(const QStringList &table, const QStringList &key)
{
    for (qsizetype size = 1; size < key.size(); ++size) {
        auto &kind = m_kinds[joined(table + key.first(size))];
        if (kind != Kind::Implicit && kind != Kind::Dotted)
            return false;
        kind = Kind::Dotted;
    }
    const auto whole = joined(table + key);
    if (m_kinds.contains(whole))
        return false;
    m_kinds.insert(whole, Kind::Value);
    return true;
}

} // namespace sluice

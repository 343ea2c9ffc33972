// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QHash>
#include <QtCore/QStringList>

namespace sluice {

//! Which keys a TOML file has given so far. Each call is false where the file gives one twice, or goes on in
//! what is closed.
class TomlKeys
{
public:
    bool addTable(const QStringList &path); //!< `[a.b]`
    bool addTableArray(const QStringList &path); //!< `[[a.b]]`
    //! `c.d = …` inside the table `table`.
    bool addValue(const QStringList &table, const QStringList &key);

private:
    enum class Kind : std::uint8_t { Implicit, Table, Array, Dotted, Value };
    bool enter(const QStringList &path);
    void forgetBelow(const QString &key);

    QHash<QString, Kind> m_kinds = {};
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QStringList>

namespace sluice {

//! One statement of a TOML file, by its place: for edits that leave every other byte as it is.
struct TomlStatement
{
    enum class Kind : std::uint8_t { Table, TableArray, Value };
    Kind kind = Kind::Value;
    QStringList path = {}; //!< of a value: its table's keys, then its own; quotes and escapes resolved
    int line = 0; //!< counted from 1
    qsizetype start = 0; //!< of its line
    qsizetype end = 0; //!< past its last line and that one's line end
    qsizetype valueStart = 0; //!< for Kind::Value
    qsizetype valueEnd = 0;
    bool isInlineTable = false;
    QList<TomlStatement> members = {}; //!< of an inline table, of which path and value count
};

//! The statements in their order; comments and blank lines stand between them. InvalidInput names the line
//! where the text is no TOML: syntax and keys given twice are checked, the range of numbers and dates is not.
//! Inline tables may go over several lines, as newer TOML has it.
Result<QList<TomlStatement>> scanToml(const QByteArray &toml);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <optional>

namespace sluice {

//! An escape sequence of a TOML text between double quotes.
struct TomlEscape
{
    qsizetype length = 0; //!< with its backslash
    QString meaning = {};
};

//! The one that `text` begins with, at its backslash; nothing where that is none.
std::optional<TomlEscape> tomlEscape(QByteArrayView text);

} // namespace sluice

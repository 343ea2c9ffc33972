// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/toml_plain_value.h"

#include <QtCore/QRegularExpression>

namespace sluice {

using namespace Qt::StringLiterals;

bool isTomlPlainValue(const QByteArray &text)
{
    static const QRegularExpression pattern(
        uR"(^(?:true|false|[+-]?(?:inf|nan))"
        R"(|0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*)"
        R"(|[+-]?(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)"
        R"(|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)"
        R"((?:[Zz]|[+-][0-9]{2}:[0-9]{2})?)?)"
        R"(|[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)$)"_s);
    return pattern.match(QString::fromLatin1(text)).hasMatch();
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/toml_escape.h"

#include <algorithm>

namespace sluice {

namespace {

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

std::optional<TomlEscape> tomlEscape(QByteArrayView text)
{
    static constexpr QByteArrayView names = "btnfre\"\\";
    static constexpr QByteArrayView meanings = "\b\t\n\f\r\x1b\"\\";
    const char name = text.size() < 2 ? '\0' : text[1];
    if (const auto index = names.indexOf(name); name != '\0' && index >= 0)
        return TomlEscape{2, QString(QLatin1Char(meanings[index]))};
    const int digits = name == 'x' ? 2 : name == 'u' ? 4 : name == 'U' ? 8 : 0;
    if (digits == 0 || text.size() < 2 + digits)
        return std::nullopt;
    const auto code = text.sliced(2, digits);
    const char32_t point = code.toByteArray().toUInt(nullptr, 16);
    if (!std::ranges::all_of(code, isHexDigit) || point > QChar::LastValidCodePoint
        || QChar::isSurrogate(point))
        return std::nullopt;
    return TomlEscape{2 + digits, QString::fromUcs4(&point, 1)};
}

} // namespace sluice

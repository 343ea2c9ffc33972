// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/model_name.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr qsizetype maxModelBytes = 256;
constexpr qsizetype maxEscapedBytes = 6 * maxModelBytes + 2; // each as \uXXXX, and the quotes

} // namespace

QString validModel(const QList<JsonMember> &members)
{
    const auto value = jsonValue(members, "model");
    if (value.size() > maxEscapedBytes) // not even decoded
        return {};
    const auto model = jsonString(value).value_or(QString());
    const auto isPrintable = [](QChar c) { return c >= u' ' && c < u'\x7f'; };
    return model.size() <= maxModelBytes && std::ranges::all_of(model, isPrintable) ? model : QString();
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/one_line.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

bool breaksLine(QChar c)
{
    if (c >= u' ' && c < u'\x7f')
        return false; // nearly all of it
    const auto category = c.category();
    return category == QChar::Other_Control || category == QChar::Separator_Line
        || category == QChar::Separator_Paragraph;
}

//! Embeddings, overrides and isolates of Unicode's bidirectional algorithm.
bool turnsDirection(QChar c)
{
    return (c >= u'\u202a' && c <= u'\u202e') || (c >= u'\u2066' && c <= u'\u2069');
}

} // namespace

bool fitsOneLine(const QString &text)
{
    return std::ranges::none_of(text, breaksLine);
}

QString onOneLine(QString text)
{
    const auto isOut = [](QChar c) { return breaksLine(c) || turnsDirection(c); };
    if (std::ranges::any_of(std::as_const(text), isOut))
        std::ranges::replace_if(text, isOut, u' ');
    return text;
}

} // namespace sluice

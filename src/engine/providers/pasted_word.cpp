// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/pasted_word.h"

namespace sluice {

QByteArray pastedWord(const Secret &pasted)
{
    auto text = QString::fromUtf8(pasted.reveal()).trimmed(); // of every white space there is in Unicode
    const bool isQuoted = text.size() >= 2 && text.front() == text.back()
        && (text.front() == u'"' || text.front() == u'\'' || text.front() == u'`');
    if (isQuoted)
        text = text.sliced(1, text.size() - 2).trimmed();
    const auto word = text.toUtf8();
    return Secret(word).isWord() ? word : QByteArray();
}

} // namespace sluice

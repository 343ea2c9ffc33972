// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace sluice {

//! For a tool tip with a text that is not ours. A tool tip, also that of the panel, takes what has a tag in
//! it for HTML; an invisible joiner behind each `<` leaves no tags, and reads and wraps as before.
inline QString plainToolTip(QString text)
{
    text.replace(u'<', QStringLiteral("<\u2060"));
    return text.replace(QStringLiteral("&lt;"), QStringLiteral("&\u2060lt;"));
}

//! A name between our words: one that is written from right to left would else turn round what follows it.
inline QString isolated(const QString &name)
{
    return QChar(0x2068) + name + QChar(0x2069);
}

} // namespace sluice

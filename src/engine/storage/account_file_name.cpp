// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/account_file_name.h"

#include <QtCore/QUrl>

namespace sluice {

QString asFileName(const QString &accountId)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(accountId));
}

QString fittingId(QString wanted, const QString &ending)
{
    while (!wanted.isEmpty() && isTooLong(wanted + ending)) {
        const bool isPair = wanted.back().isLowSurrogate();
        wanted.chop(isPair ? 2 : 1);
    }
    return wanted.trimmed() + ending;
}

} // namespace sluice

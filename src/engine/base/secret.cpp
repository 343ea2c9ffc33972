// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/secret.h"

#include <QtCore/QCryptographicHash>

#include <algorithm>

namespace sluice {

QString Secret::fingerprint() const
{
    const auto hash = QCryptographicHash::hash(m_bytes, QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(8));
}

bool Secret::operator==(const Secret &other) const
{
    if (m_bytes.size() != other.m_bytes.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < m_bytes.size(); ++i)
        difference |=
            static_cast<unsigned char>(m_bytes.at(i)) ^ static_cast<unsigned char>(other.m_bytes.at(i));
    return difference == 0;
}

bool Secret::isWord() const
{
    return std::ranges::all_of(m_bytes, [](char c) { return c > ' ' && c < '\x7f'; });
}

QDebug operator<<(QDebug debug, const Secret &secret)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << (secret.isEmpty() ? "Secret(empty)" : "Secret(set)");
    return debug;
}

} // namespace sluice

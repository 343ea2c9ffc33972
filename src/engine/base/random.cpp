// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/random.h"

#include <QtCore/QRandomGenerator>

#include <array>

namespace sluice {

quint32 SystemRandom::bounded(quint32 bound)
{
    return bound == 0 ? 0 : QRandomGenerator::system()->bounded(bound);
}

QByteArray SystemRandom::bytes(qsizetype count)
{
    QByteArray result(count, Qt::Uninitialized);
    std::array<quint32, 1> word = {};
    for (qsizetype i = 0; i < count; ++i) {
        if (i % 4 == 0)
            word[0] = QRandomGenerator::system()->generate();
        result[i] = static_cast<char>(word[0] >> (8 * (i % 4)) & 0xFFU);
    }
    return result;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace sluice {

//! A fuzz input: its first byte says where the network cut the rest.
struct FuzzInput
{
    FuzzInput(const std::uint8_t *data, std::size_t size)
    {
        if (size == 0)
            return;
        whole = QByteArray(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size) - 1);
        cut = whole.size() * data[0] / 255;
    }

    QByteArray first() const { return whole.first(cut); }
    QByteArray second() const { return whole.sliced(cut); }

    QByteArray whole;
    qsizetype cut = 0;
};

//! What must hold for any input; also where assertions are compiled out.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace sluice

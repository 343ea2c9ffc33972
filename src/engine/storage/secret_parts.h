// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <cstdint>
#include <optional>

namespace sluice {

//! What stands in an entry whose value is in parts: `sluice-parts/1 a 3 <SHA-256>`. There are two places for
//! parts, so that new ones never overwrite those that still count.
struct PartList
{
    enum class Side : std::uint8_t { A, B };
    static constexpr qsizetype maxBytes = 96; //!< of toText()

    Side side = Side::A;
    int count = 0;
    QByteArray hash = {}; //!< SHA-256 of the whole value, in hex
    bool operator==(const PartList &) const = default;

    QByteArray toText() const;
    //! Nothing where the text is a plain value. A damaged list is one that no value completes.
    static std::optional<PartList> parse(const QByteArray &text);

    //! The list for a value in parts of up to `largest` bytes.
    static PartList of(const QByteArray &value, qsizetype largest, Side side);
    static QString partName(const QString &name, Side side, int index); //!< `name#a2`
    bool isComplete(const QByteArray &value) const; //!< is this the value?
};

} // namespace sluice

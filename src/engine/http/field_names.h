// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>

#include <algorithm>
#include <array>

namespace sluice::http {

constexpr char toLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

//! Field names compare without case (RFC 9110, 5.1).
inline bool equalNames(QByteArrayView left, QByteArrayView right)
{
    // Two names of the same length mostly differ at once; the first byte spares the loop.
    return left.size() == right.size() && (left.isEmpty() || toLower(left.front()) == toLower(right.front()))
        && std::equal(left.begin(), left.end(), right.begin(),
                      [](char a, char b) { return a == b || toLower(a) == toLower(b); });
}

//! Whether the field name begins with `prefix`, compared without case.
inline bool startsWithName(QByteArrayView name, QByteArrayView prefix)
{
    return name.size() >= prefix.size() && equalNames(name.first(prefix.size()), prefix);
}

//! A fixed set of field names. Nearly every name that is not in it is told by its first letter and length.
template <std::size_t count>
class NameSet
{
public:
    constexpr explicit NameSet(const std::array<QByteArrayView, count> &names) : m_names(names)
    {
        for (const auto name : names)
            m_lengths[placeOf(name.data()[0])] |= lengthBit(name.size());
    }

    bool contains(QByteArrayView name) const
    {
        return !name.isEmpty() && (m_lengths[placeOf(name.front())] & lengthBit(name.size())) != 0
            && std::ranges::any_of(m_names, [name](auto known) { return equalNames(name, known); });
    }

private:
    //! The same for both cases of a letter.
    static constexpr std::size_t placeOf(char c) { return static_cast<unsigned char>(c) & 31U; }
    static constexpr quint64 lengthBit(qsizetype length) { return quint64{1} << (length & 63); }

    std::array<QByteArrayView, count> m_names;
    std::array<quint64, 32> m_lengths = {};
};

} // namespace sluice::http

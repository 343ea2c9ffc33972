// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDebug>
#include <QtCore/QString>

namespace sluice {

//! A token from the moment it is parsed. Prints as `Secret(set)`; only reveal() lets the bytes out.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : m_bytes(std::move(bytes)) { }

    const QByteArray &reveal() const { return m_bytes; }
    bool isEmpty() const { return m_bytes.isEmpty(); }
    //! Visible ASCII alone, as every token and key is. What else there may be cannot stand in a head.
    bool isWord() const;
    //! First 8 hex digits of the SHA-256: tells one token from another without showing either.
    QString fingerprint() const;
    //! Compares in constant time for equal lengths, so that a wrong guess tells nothing by its timing.
    bool operator==(const Secret &other) const;

private:
    QByteArray m_bytes;
};

QDebug operator<<(QDebug debug, const Secret &secret);

} // namespace sluice

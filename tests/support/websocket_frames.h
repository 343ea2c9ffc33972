// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

namespace sluice {

//! One WebSocket frame put together by hand, right or wrong.
struct TestFrame
{
    quint8 opcode = 1;
    QByteArray payload = {};
    bool isFinal = true;
    bool isMasked = false;
    quint8 reservedBits = 0; //!< RSV1 is 4

    QByteArray wire() const
    {
        const auto append = [](QByteArray *bytes, quint64 value, int count) {
            while (count-- > 0)
                bytes->append(static_cast<char>(value >> (8 * count) & 0xFFU));
        };
        QByteArray result;
        append(&result, (isFinal ? 0x80U : 0U) | (reservedBits * 16U) | opcode, 1);
        const auto size = static_cast<quint64>(payload.size());
        const quint64 maskBit = isMasked ? 0x80U : 0U;
        append(&result, maskBit | (size < 126 ? size : size < 65536 ? 126U : 127U), 1);
        if (size >= 126)
            append(&result, size, size < 65536 ? 2 : 8);
        if (!isMasked)
            return result + payload;
        const QByteArray mask("\x37\xfa\x21\x3d");
        result += mask;
        for (qsizetype i = 0; i < payload.size(); ++i)
            result.append(static_cast<char>(payload.at(i) ^ mask.at(i % 4)));
        return result;
    }
};

//! The payload of a close frame.
inline QByteArray closeOf(quint16 code, const QByteArray &reason = {})
{
    return QByteArray(1, static_cast<char>(code >> 8U)) + static_cast<char>(code & 0xFFU) + reason;
}

} // namespace sluice

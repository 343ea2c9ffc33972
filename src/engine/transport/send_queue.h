// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace sluice {

//! Bytes on their way out. Taking from the front moves the rest only when that has become the smaller part.
class SendQueue
{
public:
    bool isEmpty() const { return m_begin == m_bytes.size(); }
    qsizetype size() const { return m_bytes.size() - m_begin; }
    QByteArrayView view() const { return QByteArrayView(m_bytes).sliced(m_begin); }
    void append(QByteArrayView bytes)
    {
        if (m_bytes.isEmpty() && !bytes.isEmpty())
            m_bytes = bytes.toByteArray(); // of its exact size: mostly nothing follows
        else
            m_bytes.append(bytes);
    }
    void clear() { *this = {}; }

    void consume(qsizetype count)
    {
        m_begin += count;
        if (isEmpty()) {
            clear(); // an idle stream keeps no buffer
        } else if (m_begin > m_bytes.size() / 2) {
            m_bytes = view().toByteArray();
            m_begin = 0;
        }
    }

private:
    QByteArray m_bytes;
    qsizetype m_begin = 0;
};

} // namespace sluice

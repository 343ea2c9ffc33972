// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/event_text.h"

#include <chrono>

namespace sluice {

QByteArray timeStamp()
{
    using namespace std::chrono;
    const qint64 now = duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
    return "at " + QByteArray::number(now) + ' ';
}

QList<QByteArray> wordsOf(const QByteArray &text)
{
    QList<QByteArray> words = text.split(' ');
    for (qsizetype i = 0; i + 1 < words.size(); ++i)
        words[i] += ' ';
    return words;
}

QByteArray serverSentEvent(const QByteArray &name, const QByteArray &data)
{
    return "event: " + name + "\ndata: " + data + "\n\n";
}

} // namespace sluice

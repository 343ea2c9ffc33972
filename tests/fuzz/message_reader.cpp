// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/websocket/message_reader.h"

#include "tests/fuzz/fuzz_input.h"

#include <QtCore/QList>

using namespace sluice;
using namespace sluice::websocket;

namespace {

constexpr qint64 maxMessageBytes = 4096;

void readInto(QList<Event> *events, MessageReader &reader, const QByteArray &bytes)
{
    reader.feed(bytes);
    while (auto event = reader.next())
        events->append(*event);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const FuzzInput input(data, size);
    for (const auto role : {Role::Client, Role::Server}) {
        QList<Event> once;
        MessageReader whole(role, maxMessageBytes);
        readInto(&once, whole, input.whole);
        QList<Event> twice;
        MessageReader parts(role, maxMessageBytes);
        readInto(&twice, parts, input.first());
        readInto(&twice, parts, input.second());
        require(once == twice);

        for (qsizetype i = 0; i < once.size(); ++i) {
            const auto &event = once.at(i);
            require(event.payload.size() <= maxMessageBytes);
            const bool isLast = event.kind == Event::Kind::Close || event.kind == Event::Kind::Violation;
            require(!isLast || i == once.size() - 1);
            require(event.kind != Event::Kind::Text || event.payload.isValidUtf8());
        }
    }
    return 0;
}

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/websocket/frame_writer.h"
#include "engine/websocket/message_reader.h"
#include "tests/support/fake_random.h"
#include "tests/support/websocket_frames.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace sluice::websocket;

namespace {

QByteArray written(Role role, FrameKind kind, const QByteArray &payload)
{
    SystemRandom random;
    QByteArray wire;
    FrameWriter writer(role, random, [&wire](QByteArrayView bytes) { wire.append(bytes); });
    writer.write(kind, payload);
    return wire;
}

} // namespace

class TestFrameWriter : public QObject
{
    Q_OBJECT

private slots:
    void framesHaveTheShortestLength_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 125, 126, 127, 65535, 65536, 1024 * 1024})
            QTest::addRow("%d", size) << size;
    }
    void framesHaveTheShortestLength()
    {
        QFETCH(const int, size);
        const QByteArray payload(size, 'x');
        QCOMPARE(written(Role::Server, FrameKind::Text, payload), (TestFrame{1, payload}.wire()));
        QCOMPARE(written(Role::Server, FrameKind::Binary, payload), (TestFrame{2, payload}.wire()));

        const auto masked = written(Role::Client, FrameKind::Binary, payload);
        QCOMPARE(masked.size(), (TestFrame{2, payload}.wire().size() + 4));
        MessageReader reader(Role::Server, 2 * 1024 * 1024);
        reader.feed(masked);
        QCOMPARE(reader.next(), (Event{Event::Kind::Binary, payload, 0}));
    }

    void eachFrameHasAMaskOfItsOwn()
    {
        SystemRandom random;
        QList<QByteArray> frames;
        FrameWriter writer(Role::Client, random,
                           [&frames](QByteArrayView bytes) { frames.append(bytes.toByteArray()); });
        for (int i = 0; i < 200; ++i)
            writer.write(FrameKind::Ping, {});
        QCOMPARE(frames.size(), 200);
        QCOMPARE(QSet<QByteArray>(frames.begin(), frames.end()).size(), 200);
    }

    void longReasonsLoseTheirEnd()
    {
        QCOMPARE(closePayload(1000, "bye"), closeOf(1000, "bye"));
        QCOMPARE(closePayload(1005, "bye"), "");
        QCOMPARE(closePayload(1000, QByteArray(200, 'x')), closeOf(1000, QByteArray(123, 'x')));
        // Two bytes each: the one that would be cut in half is left out.
        QCOMPARE(closePayload(1000, QByteArray("\xc3\xa9").repeated(62)),
                 closeOf(1000, QByteArray("\xc3\xa9").repeated(61)));
    }
};

QTEST_GUILESS_MAIN(TestFrameWriter)
#include "tst_frame_writer.moc"

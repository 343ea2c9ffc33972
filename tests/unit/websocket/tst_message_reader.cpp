// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/websocket/message_reader.h"
#include "tests/support/websocket_frames.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace sluice::websocket;

namespace {

constexpr qint64 limit = 2 * 1024 * 1024;

TestFrame masked(quint8 opcode, const QByteArray &payload, bool isFinal = true)
{
    return {.opcode = opcode, .payload = payload, .isFinal = isFinal, .isMasked = true};
}

QList<Event> readAll(MessageReader &reader, const QByteArray &wire)
{
    QList<Event> events;
    reader.feed(wire);
    while (auto event = reader.next())
        events.append(*event);
    return events;
}

Event text(const QByteArray &payload)
{
    return {.kind = Event::Kind::Text, .payload = payload};
}

Event control(Event::Kind kind, const QByteArray &payload, quint16 code = 0)
{
    return {.kind = kind, .payload = payload, .code = code};
}

} // namespace

class TestMessageReader : public QObject
{
    Q_OBJECT

private slots:
    void readsMessagesCutAnywhere_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QList<Event>>("events");
        QTest::newRow("text") << masked(1, "hello").wire() << QList{text("hello")};
        QTest::newRow("empty") << masked(1, "").wire() << QList{text("")};
        QTest::newRow("binary") << masked(2, "\xff\xfe").wire()
                                << QList{control(Event::Kind::Binary, "\xff\xfe")};
        QTest::newRow("two") << masked(1, "a").wire() + masked(1, "b").wire() << QList{text("a"), text("b")};
        QTest::newRow("fragments") << masked(1, "hel", false).wire() + masked(0, "", false).wire()
                + masked(0, "lo").wire()
                                   << QList{text("hello")};
        QTest::newRow("a character in two frames")
            << masked(1, "\xc3", false).wire() + masked(0, "\xa9").wire() << QList{text("\xc3\xa9")};
        QTest::newRow("ping between fragments") << masked(1, "hel", false).wire() + masked(9, "you?").wire()
                + masked(0, "lo").wire() << QList{control(Event::Kind::Ping, "you?"), text("hello")};
        QTest::newRow("pong") << masked(10, "me").wire() << QList{control(Event::Kind::Pong, "me")};
        QTest::newRow("126 bytes") << masked(1, QByteArray(126, 'x')).wire()
                                   << QList{text(QByteArray(126, 'x'))};
        QTest::newRow("nothing after a close") << masked(8, closeOf(1000)).wire() + masked(1, "late").wire()
                                               << QList{control(Event::Kind::Close, "", 1000)};
    }
    void readsMessagesCutAnywhere()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const QList<Event>, events);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            MessageReader reader(Role::Server, limit);
            auto seen = readAll(reader, wire.first(cut));
            seen += readAll(reader, wire.sliced(cut));
            QCOMPARE(seen, events);
        }
    }

    void readsSizes_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 125, 126, 4095, 4096, 4097, 65535, 65536, 1024 * 1024, 1024 * 1024 + 1})
            QTest::addRow("%d", size) << size;
    }
    void readsSizes()
    {
        QFETCH(const int, size);
        const QByteArray payload(size, 'x');
        MessageReader server(Role::Server, limit);
        QCOMPARE(readAll(server, masked(1, payload).wire()), QList{text(payload)});
        MessageReader client(Role::Client, limit);
        const auto wire = TestFrame{1, payload}.wire() + TestFrame{1, "next"}.wire();
        QList<Event> seen;
        for (qsizetype at = 0; at < wire.size(); at += 1000)
            seen += readAll(client, wire.mid(at, 1000));
        QCOMPARE(seen, (QList{text(payload), text("next")}));
    }

    void noticesViolations_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<quint16>("code");
        const auto row = [](const char *name, const QByteArray &wire, int code) {
            QTest::newRow(name) << wire << static_cast<quint16>(code);
        };
        row("unmasked", TestFrame{1, "hello"}.wire(), 1002);
        row("unmasked and empty", TestFrame{1, ""}.wire(), 1002);
        for (const auto bits : {quint8{1}, quint8{2}, quint8{4}}) {
            auto frame = masked(1, "x");
            frame.reservedBits = bits;
            QTest::addRow("reserved bit %d", bits) << frame.wire() << quint16{1002};
        }
        for (const auto opcode : {quint8{3}, quint8{7}, quint8{11}, quint8{15}})
            QTest::addRow("reserved opcode %d", opcode) << masked(opcode, "x").wire() << quint16{1002};
        row("continues nothing", masked(0, "x").wire(), 1002);
        row("begins inside", masked(1, "x", false).wire() + masked(2, "y").wire(), 1002);
        row("ping in pieces", masked(9, "x", false).wire(), 1002);
        row("ping of 126", masked(9, QByteArray(126, 'x')).wire(), 1002);
        row("length in too many bytes", QByteArray("\x81\xfe\x00\x05mask5long", 13), 1002);
        row("length in far too many bytes", QByteArray("\x81\xff\x00\x00\x00\x00\x00\x00\xff\xff", 10), 1002);
        row("negative length", QByteArray("\x81\xff\xff\x00\x00\x00\x00\x00\x00\x00", 10), 1002);
        row("half a close code", masked(8, "\x03").wire(), 1002);
        row("too large", masked(2, QByteArray(limit + 1, 'x')).wire(), 1009);
        row("too large together", masked(2, QByteArray(limit, 'x'), false).wire() + masked(0, "x").wire(),
            1009);
        row("claims 2^62", QByteArray("\x82\xff\x40\x00\x00\x00\x00\x00\x00\x00maskx", 15), 1009);
    }
    void noticesViolations()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const quint16, code);
        MessageReader reader(Role::Server, limit);
        const auto seen = readAll(reader, wire);
        QCOMPARE(seen.size(), 1);
        QCOMPARE(seen.first().kind, Event::Kind::Violation);
        QCOMPARE(seen.first().code, code);
        QVERIFY(readAll(reader, masked(1, "late").wire()).isEmpty());
    }

    void serversDoNotMask()
    {
        MessageReader reader(Role::Client, limit);
        const auto seen = readAll(reader, masked(1, "hello").wire());
        QCOMPARE(seen.size(), 1);
        QCOMPARE(seen.first().code, quint16{1002});
    }

    void textIsUtf8_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<bool>("isValid");
        QTest::newRow("all lengths") << QByteArray("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80") << true;
        QTest::newRow("zero") << QByteArray("\0", 1) << true;
        QTest::newRow("last") << QByteArray("\xf4\x8f\xbf\xbf") << true;
        QTest::newRow("beyond the last") << QByteArray("\xf4\x90\x80\x80") << false;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
        QTest::newRow("overlong") << QByteArray("\xc0\xaf") << false;
        QTest::newRow("overlong, three") << QByteArray("\xe0\x80\xaf") << false;
        QTest::newRow("cut short") << QByteArray("abc\xe2\x82") << false;
        QTest::newRow("continuation alone") << QByteArray("\x80") << false;
        QTest::newRow("never in UTF-8") << QByteArray("\xfe") << false;
        QTest::newRow("far behind") << QByteArray(10'000, 'x') + '\xff' << false;
    }
    void textIsUtf8()
    {
        QFETCH(const QByteArray, payload);
        QFETCH(const bool, isValid);
        MessageReader reader(Role::Server, limit);
        const auto seen = readAll(reader, masked(1, payload).wire());
        QCOMPARE(seen.size(), 1);
        QCOMPARE(seen.first().kind, isValid ? Event::Kind::Text : Event::Kind::Violation);
        QCOMPARE(seen.first().code, isValid ? quint16{0} : quint16{1007});
    }

    void closeCodesAreKept_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<Event>("event");
        const auto close = [](int code, const QByteArray &reason = {}) {
            return control(Event::Kind::Close, reason, static_cast<quint16>(code));
        };
        QTest::newRow("none") << QByteArray() << close(1005);
        QTest::newRow("reason") << closeOf(1000, "bye") << close(1000, "bye");
        for (const int code :
             {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999})
            QTest::addRow("%d", code) << closeOf(static_cast<quint16>(code)) << close(code);
        for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535}) {
            QTest::addRow("%d", code) << closeOf(static_cast<quint16>(code))
                                      << control(Event::Kind::Violation, "no such close code", 1002);
        }
        QTest::newRow("reason is no UTF-8")
            << closeOf(1000, "\xff") << control(Event::Kind::Violation, "the reason is not UTF-8", 1007);
    }
    void closeCodesAreKept()
    {
        QFETCH(const QByteArray, payload);
        QFETCH(const Event, event);
        MessageReader reader(Role::Server, limit);
        QCOMPARE(readAll(reader, masked(8, payload).wire()), QList{event});
    }
};

QTEST_GUILESS_MAIN(TestMessageReader)
#include "tst_message_reader.moc"

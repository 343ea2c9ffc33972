// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/sse_reader.h"

#include <QtTest/QTest>

using namespace sluice::http;

class TestSseReader : public QObject
{
    Q_OBJECT

private slots:
    void readsEventsCutAnywhere_data()
    {
        using Events = QList<SseEvent>;
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QList<SseEvent>>("events");
        QTest::newRow("one event") << QByteArray("event: ping\ndata: {}\n\n") << Events{{"ping", "{}", ""}};
        QTest::newRow("unfinished") << QByteArray("event: ping\ndata: {}\n") << Events{};
        QTest::newRow("CRLF") << QByteArray("event: a\r\ndata: 1\r\n\r\ndata: 2\r\n\r\n")
                              << Events{{"a", "1", ""}, {"", "2", ""}};
        QTest::newRow("CR") << QByteArray("event: a\rdata: 1\r\rdata: 2\r\r")
                            << Events{{"a", "1", ""}, {"", "2", ""}};
        QTest::newRow("mixed") << QByteArray("event: a\rdata: 1\n\r\ndata: 2\r\n\n")
                               << Events{{"a", "1", ""}, {"", "2", ""}};
        QTest::newRow("several lines")
            << QByteArray("data: 1\ndata: 2\ndata\ndata:3\n\n") << Events{{"", "1\n2\n\n3", ""}};
        QTest::newRow("id") << QByteArray("id: 7\ndata: x\n\n") << Events{{"", "x", "7"}};
        QTest::newRow("comments") << QByteArray(": hello\n\n:\ndata: x\n: y\n\n") << Events{{"", "x", ""}};
        QTest::newRow("no data") << QByteArray("event: a\n\ndata: x\n\n") << Events{{"", "x", ""}};
        QTest::newRow("unknown fields") << QByteArray("retry: 3\nfoo\ndata: x\n\n") << Events{{"", "x", ""}};
        QTest::newRow("one space goes") << QByteArray("data:  x \n\n") << Events{{"", " x ", ""}};
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "data: x\n\n")
                                         << Events{{"", "x", ""}};
        QTest::newRow("empty") << QByteArray("\n\n\r\n") << Events{};
    }

    void readsEventsCutAnywhere()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const QList<SseEvent>, events);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            SseReader reader;
            auto seen = reader.feed(wire.first(cut));
            seen += reader.feed(wire.sliced(cut));
            QVERIFY(seen == events);
        }
        SseReader reader;
        QList<SseEvent> seen;
        for (const char byte : wire)
            seen += reader.feed(QByteArrayView(&byte, 1));
        QVERIFY(seen == events);
    }

    void passesOverUnwantedEvents()
    {
        const QByteArray wire =
            "event: delta\ndata: long\n\nevent: stop\ndata: x\n\ndata: bare\n\nevent: delta\ndata: y\n\n";
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            SseReader reader({"stop"});
            auto seen = reader.feed(wire.first(cut));
            seen += reader.feed(wire.sliced(cut));
            QVERIFY((seen == QList<SseEvent>{{"stop", "x", ""}, {"", "bare", ""}}));
        }
    }

    void skipsEventsThatAreTooLong()
    {
        const QByteArray piece(64 * 1024, 'x');
        SseReader reader;
        QVERIFY(reader.feed("event: a\ndata: ").isEmpty());
        for (int i = 0; i < 20; ++i)
            QVERIFY(reader.feed(piece).isEmpty());
        QVERIFY(reader.feed("\ndata: more\n\n").isEmpty());
        QVERIFY((reader.feed("data: y\n\n") == QList<SseEvent>{{"", "y", ""}}));
        QVERIFY(reader.feed("data: " + QByteArray(SseReader::maxEventBytes, 'x') + "\n\n").isEmpty());
        QByteArray manyLines;
        for (int i = 0; i < 20; ++i)
            manyLines += "data: " + piece + '\n';
        QVERIFY(reader.feed(manyLines + '\n').isEmpty());
        QCOMPARE(reader.feed("data: z\n\n").size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSseReader)
#include "tst_sse_reader.moc"

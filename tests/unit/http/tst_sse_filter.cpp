// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/sse_filter.h"

#include <QtTest/QTest>

using namespace sluice::http;

namespace {

QByteArray replaced(QByteArrayView event)
{
    return event.contains("drop me") ? QByteArray() : "<" + QByteArray::number(event.size()) + ">";
}

QByteArray filtered(const QList<QByteArray> &pieces)
{
    SseFilter filter({"limits", "failed"}, replaced);
    QByteArray result;
    const auto sink = [&](QByteArrayView bytes) { result.append(bytes); };
    for (const auto &piece : pieces)
        filter.pass(piece, sink);
    filter.finish(sink);
    return result;
}

} // namespace

class TestSseFilter : public QObject
{
    Q_OBJECT

private slots:
    void replacesEventsCutAnywhere_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QByteArray>("passed");
        const auto same = [](const char *name, const QByteArray &wire) {
            QTest::newRow(name) << wire << wire;
        };
        same("nothing", "");
        same("others", "event: delta\ndata: x\n\nevent: limitsmore\ndata: y\n\n");
        same("name in the data", "event: delta\ndata: event: limits\n\n");
        same("name in a later line", "id: 7\nevent: limits\ndata: y\n\n");
        same("blank lines", "\n\n\r\n: comment\n\n");
        same("no end", "event: delta\ndata: half");
        same("almost a name", "event: limit");
        QTest::newRow("first") << QByteArray("event: limits\ndata: 1\n\nevent: a\ndata: b\n\n")
                               << QByteArray("<23>event: a\ndata: b\n\n");
        QTest::newRow("between") << QByteArray("data: a\n\nevent:failed\ndata: 1\n\ndata: b\n\n")
                                 << QByteArray("data: a\n\n<22>data: b\n\n");
        QTest::newRow("CRLF") << QByteArray("data: a\r\n\r\nevent: failed\r\ndata: 1\r\n\r\ndata: b\r\n\r\n")
                              << QByteArray("data: a\r\n\r\n<26>data: b\r\n\r\n");
        QTest::newRow("without a name")
            << QByteArray("data: {\"type\":\"limits\",\"x\":1}\n\ndata: {\"type\":\"limit\"}\n\n")
            << QByteArray("<31>data: {\"type\":\"limit\"}\n\n");
        QTest::newRow("dropped") << QByteArray("event: limits\ndata: drop me\n\ndata: b\n\n")
                                 << QByteArray("data: b\n\n");
        QTest::newRow("two in a row")
            << QByteArray("event: limits\n\nevent: failed\n\n") << QByteArray("<15><15>");
        QTest::newRow("half of one") << QByteArray("data: a\n\nevent: limits\ndata: 1")
                                     << QByteArray("data: a\n\n");
    }

    void replacesEventsCutAnywhere()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const QByteArray, passed);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut)
            QCOMPARE(filtered({wire.first(cut), wire.sliced(cut)}), passed);
        QList<QByteArray> bytes;
        for (const char byte : wire)
            bytes.append(QByteArray(1, byte));
        QCOMPARE(filtered(bytes), passed);
    }

    void holdsNothingElseBack()
    {
        SseFilter filter({"limits"}, replaced);
        QList<QByteArray> sent;
        const auto sink = [&](QByteArrayView bytes) { sent.append(bytes.toByteArray()); };
        filter.pass("event: delta\ndata: half an ev", sink);
        QCOMPARE(sent, QList<QByteArray>{"event: delta\ndata: half an ev"});
        filter.pass("ent\n\nevent: li", sink);
        QCOMPARE(sent.last(), QByteArray("ent\n\n")); // may become the name
        filter.pass("st\n", sink);
        QCOMPARE(sent.sliced(2), (QList<QByteArray>{"event: li", "st\n"}));
    }

    void isNoPlaceToFillMemory()
    {
        SseFilter filter({"limits"}, replaced);
        qsizetype passed = 0;
        const auto sink = [&](QByteArrayView bytes) { passed += bytes.size(); };
        filter.pass("event: limits\ndata: ", sink);
        for (int i = 0; i < 100; ++i)
            filter.pass(QByteArray(10'000, 'x'), sink);
        QCOMPARE(passed, qsizetype{1'000'020});
    }
};

QTEST_APPLESS_MAIN(TestSseFilter)
#include "tst_sse_filter.moc"

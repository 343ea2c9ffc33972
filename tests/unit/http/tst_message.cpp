// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/message.h"

#include <QtTest/QTest>

using namespace sluice::http;

class TestMessage : public QObject
{
    Q_OBJECT

private slots:
    void namesCompareWithoutCase()
    {
        const Headers headers{{"X-a", "1"}, {"b", "2"}, {"x-A", "3"}};
        QVERIFY(headers.contains("X-A"));
        QVERIFY(!headers.contains("X"));
        QCOMPARE(headers.value("x-a").toByteArray(), QByteArray("1"));
        QCOMPARE(headers.values("X-A"), (QList<QByteArray>{"1", "3"}));
        QCOMPARE(headers.joined("X-A"), QByteArray("1, 3"));
        QVERIFY(!equalNames("a[", "a{")); // differ by the same bit as letters do
    }

    void setKeepsThePlace()
    {
        Headers headers{{"A", "1"}, {"B", "2"}, {"a", "3"}};
        headers.set("a", "4");
        QVERIFY((headers == Headers{{"A", "4"}, {"B", "2"}}));
        headers.set("C", "5");
        headers.remove("b");
        QVERIFY((headers == Headers{{"A", "4"}, {"C", "5"}}));
    }

    void listsAreSearchedByElement()
    {
        const Headers headers{{"Connection", "a, Keep-Alive ,b"}, {"Connection", "Upgrade"}};
        QVERIFY(headers.hasToken("connection", "keep-alive"));
        QVERIFY(headers.hasToken("connection", "upgrade"));
        QVERIFY(!headers.hasToken("connection", "keep"));
        QVERIFY(!headers.hasToken("connection", ""));
    }

    void targetsHaveAPathAndAQuery()
    {
        const RequestHead head{.target = "/v1/messages?beta=true?"};
        QCOMPARE(head.path().toByteArray(), QByteArray("/v1/messages"));
        QCOMPARE(head.query().toByteArray(), QByteArray("beta=true?"));
        QVERIFY(RequestHead{.target = "/x"}.query().isEmpty());
    }

    void hopByHopFieldsStopHere()
    {
        Headers headers{{"Connection", "X-Mine, Content-Length"},
                        {"x-mine", "1"},
                        {"Content-Length", "3"},
                        {"TE", "x"},
                        {"Trailer", "x"},
                        {"Transfer-Encoding", "chunked"},
                        {"Upgrade", "x"},
                        {"Keep-Alive", "x"},
                        {"HTTP2-Settings", "x"},
                        {"Proxy-Authenticate", "x"},
                        {"Proxy-Authorization", "x"},
                        {"Proxy-Connection", "x"},
                        {"Accept", "y"}};
        removeHopByHop(headers);
        QVERIFY((headers == Headers{{"Content-Length", "3"}, {"Accept", "y"}}));
    }
};

QTEST_GUILESS_MAIN(TestMessage)
#include "tst_message.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/redirect.h"

#include <QtTest/QTest>

using namespace sluice;

class TestRedirect : public QObject
{
    Q_OBJECT

private slots:
    void onlyAPathLeadsBackHere_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<bool>("stays");
        for (const char *location : {"/", "/v1/messages", "/v1/messages?next=https://evil.example/", "/a//b"})
            QTest::newRow(location) << QByteArray(location) << true;
        for (const char *location :
             {"", "https://evil.example/", "https://api.anthropic.com/v1/messages", "HTTP://evil.example",
              "//evil.example/", "/\\evil.example/", "/\t/evil.example/", "\\\\evil.example/", "evil.example",
              "https:evil.example", "?x", "javascript:x"})
            QTest::newRow(location) << QByteArray(location) << false;
    }
    void onlyAPathLeadsBackHere()
    {
        QFETCH(const QByteArray, location);
        for (const int status : {300, 301, 302, 303, 307, 308}) {
            http::ResponseHead response{.status = status, .headers = {{"A", "b"}, {"location", location}}};
            dropForeignLocation(response);
            QCOMPARE(response.status, status);
            QTEST(response.headers.contains("Location"), "stays");
            QVERIFY(response.headers.contains("A"));
        }
    }

    void whatNobodyFollowsStays()
    {
        http::ResponseHead created{.status = 201,
                                   .headers = {{"Location", "https://api.example/v1/files/1"}}};
        dropForeignLocation(created);
        QVERIFY(created.headers.contains("Location"));
    }
};

QTEST_APPLESS_MAIN(TestRedirect)
#include "tst_redirect.moc"

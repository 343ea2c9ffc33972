// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/origin_check.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestOriginCheck : public QObject
{
    Q_OBJECT

private slots:
    void letsOnlyOurNamesIn_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<OriginVerdict>("verdict");
        for (const char *host :
             {"127.0.0.1", "127.0.0.1:8787", "127.0.0.1:1", "localhost", "LocalHost:8787", "[::1]",
              "[::1]:8787", "gateway.example", "GATEWAY.example:443", "proxy.example", "[fd00::2]:8787",
              "localhost.", "LOCALHOST.:8787", "gateway.example.", "127.0.0.1:65535", "named.example:1"})
            QTest::newRow(host) << QByteArray(host) << OriginVerdict::Accepted;
        for (const char *host : {"",
                                 "evil.example",
                                 "127.0.0.1.evil.example",
                                 "localhost.evil.example",
                                 "127.0.0.2",
                                 "0.0.0.0",
                                 "[::]",
                                 "[::1",
                                 "gateway.example.evil",
                                 "evil.example:8787@localhost",
                                 "2130706433",
                                 "127.0.0.1:80@evil.example",
                                 "127.0.0.1:",
                                 "127.0.0.1:65536",
                                 "127.0.0.1:100000",
                                 "127.0.0.1:+80",
                                 "127.0.0.1:80:80",
                                 "127.0.0.1:http",
                                 "127.0.0.1 :80",
                                 "localhost..",
                                 ".",
                                 ":80",
                                 "[::1].evil.example",
                                 "[::1]80",
                                 "[::1]:80@evil.example",
                                 "[127.0.0.1]",
                                 "[localhost]",
                                 "[]",
                                 "user@localhost",
                                 "broken.example"})
            QTest::newRow(host) << QByteArray(host) << OriginVerdict::ForeignHost;
    }
    void letsOnlyOurNamesIn()
    {
        QFETCH(const QByteArray, host);
        QFETCH(const OriginVerdict, verdict);
        const OriginCheck check({u"127.0.0.1"_s, u"::1"_s},
                                {u"Gateway.example"_s, u"proxy.example:8443"_s, u"[fd00::2]"_s,
                                 u"named.example."_s, u"broken.example:x"_s, QString()},
                                {});
        QCOMPARE(check.check({{"Host", host}}), verdict);
    }

    void aMissingHostIsForeign()
    {
        QCOMPARE(OriginCheck({u"127.0.0.1"_s}, {}, {}).check({}), OriginVerdict::ForeignHost);
    }

    void theAddressThatWasReachedIsOurs_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QString>("reached");
        QTest::addColumn<OriginVerdict>("verdict");
        const auto add = [](const char *host, const QString &reached, OriginVerdict verdict) {
            QTest::newRow(host) << QByteArray(host) << reached << verdict;
        };
        add("192.0.2.7:8787", u"192.0.2.7"_s, OriginVerdict::Accepted);
        add("[2001:db8::A]:8787", u"2001:db8::a"_s, OriginVerdict::Accepted);
        add("127.0.0.1", u"192.0.2.7"_s, OriginVerdict::Accepted);
        add("192.0.2.8", u"192.0.2.7"_s, OriginVerdict::ForeignHost);
        add("192.0.2.7.evil.example", u"192.0.2.7"_s, OriginVerdict::ForeignHost);
        add("192.0.2.7:80@evil.example", u"192.0.2.7"_s, OriginVerdict::ForeignHost);
        add("rebound.evil.example", u"192.0.2.7"_s, OriginVerdict::ForeignHost);
        add("3221225991", u"192.0.2.7"_s, OriginVerdict::ForeignHost);
        add("[192.0.2.7]", u"192.0.2.7"_s, OriginVerdict::ForeignHost);
        add(":80", {}, OriginVerdict::ForeignHost);
        add("", {}, OriginVerdict::ForeignHost);
    }
    void theAddressThatWasReachedIsOurs()
    {
        QFETCH(const QByteArray, host);
        QFETCH(const QString, reached);
        QFETCH(const OriginVerdict, verdict);
        QCOMPARE(OriginCheck({u"127.0.0.1"_s}, {}, {}).check({{"Host", host}}, reached), verdict);
    }

    void keepsWebPagesOut_data()
    {
        QTest::addColumn<http::Headers>("fields");
        QTest::addColumn<OriginVerdict>("verdict");
        using http::Headers;
        const auto add = [](const char *name, const Headers &fields, OriginVerdict verdict) {
            QTest::newRow(name) << fields << verdict;
        };
        add("no browser", {}, OriginVerdict::Accepted);
        add("allowed", {{"Origin", "https://tool.example"}}, OriginVerdict::Accepted);
        add("allowed in other case", {{"ORIGIN", "HTTPS://Tool.Example"}}, OriginVerdict::Accepted);
        add("allowed from another site",
            {{"Origin", "https://tool.example"}, {"Sec-Fetch-Site", "cross-site"}}, OriginVerdict::Accepted);
        add("foreign", {{"Origin", "https://evil.example"}}, OriginVerdict::ForeignOrigin);
        add("null", {{"Origin", "null"}}, OriginVerdict::ForeignOrigin);
        add("empty", {{"Origin", ""}}, OriginVerdict::ForeignOrigin);
        add("our own port", {{"Origin", "http://127.0.0.1:8787"}}, OriginVerdict::ForeignOrigin);
        add("other scheme", {{"Origin", "http://tool.example"}}, OriginVerdict::ForeignOrigin);
        add("other port", {{"Origin", "https://tool.example:444"}}, OriginVerdict::ForeignOrigin);
        add("two", {{"Origin", "https://tool.example"}, {"Origin", "https://evil.example"}},
            OriginVerdict::ForeignOrigin);
        add("cross-site", {{"Sec-Fetch-Site", "cross-site"}}, OriginVerdict::ForeignOrigin);
        add("cross-site in other case", {{"sec-fetch-site", " Cross-Site"}}, OriginVerdict::ForeignOrigin);
        add("cross-site after another", {{"Sec-Fetch-Site", "none"}, {"Sec-Fetch-Site", "cross-site"}},
            OriginVerdict::ForeignOrigin);
        add("cross-site before another", {{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "none"}},
            OriginVerdict::ForeignOrigin);
        add("cross-site in a list", {{"Sec-Fetch-Site", "none,cross-site"}}, OriginVerdict::ForeignOrigin);
        add("typed into the address bar", {{"Sec-Fetch-Site", "none"}}, OriginVerdict::Accepted);
    }
    void keepsWebPagesOut()
    {
        QFETCH(const http::Headers, fields);
        QFETCH(const OriginVerdict, verdict);
        const OriginCheck check({u"127.0.0.1"_s}, {}, {u"https://tool.example"_s});
        auto headers = fields;
        headers.append("Host", "127.0.0.1:8787");
        QCOMPARE(check.check(headers), verdict);
    }
};

QTEST_APPLESS_MAIN(TestOriginCheck)
#include "tst_origin_check.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/client_key_check.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QList<GatewayUser> users{{u"alice"_s, Secret("fake-alice-key"), {}},
                               {u"bob"_s, Secret("fake-bob-key"), {u"b"_s}},
                               {u"without a token"_s, Secret(), {}}};

QString nameOf(const ClientKeyCheck::Outcome &outcome)
{
    return outcome.user ? outcome.user->name : QString();
}

} // namespace

class TestClientKeyCheck : public QObject
{
    Q_OBJECT

private slots:
    void knowsWhoCalls_data()
    {
        QTest::addColumn<http::Headers>("headers");
        QTest::addColumn<KeyVerdict>("verdict");
        QTest::addColumn<QString>("user");
        using http::Headers;
        const auto add = [](const char *name, const Headers &headers, KeyVerdict verdict,
                            const QString &user = {}) { QTest::newRow(name) << headers << verdict << user; };
        const QByteArray bearer = "Authorization";
        add("bearer", {{bearer, "Bearer fake-alice-key"}}, KeyVerdict::Accepted, u"alice"_s);
        add("bearer in small letters", {{bearer, "bearer fake-bob-key"}}, KeyVerdict::Accepted, u"bob"_s);
        add("bearer in capitals", {{"AUTHORIZATION", "BEARER fake-bob-key"}}, KeyVerdict::Accepted, u"bob"_s);
        add("spaces around", {{bearer, "Bearer   fake-bob-key "}}, KeyVerdict::Accepted, u"bob"_s);
        add("x-api-key", {{"X-Api-Key", "fake-alice-key"}}, KeyVerdict::Accepted, u"alice"_s);
        add("both the same", {{bearer, "Bearer fake-bob-key"}, {"x-api-key", "fake-bob-key"}},
            KeyVerdict::Accepted, u"bob"_s);
        add("one of both", {{bearer, "Bearer fake-login"}, {"x-api-key", "fake-bob-key"}},
            KeyVerdict::Accepted, u"bob"_s);
        add("wrong", {{bearer, "Bearer fake-alice-kez"}}, KeyVerdict::Wrong);
        add("only the beginning", {{bearer, "Bearer fake-alice"}}, KeyVerdict::Wrong);
        add("longer", {{bearer, "Bearer fake-alice-key2"}}, KeyVerdict::Wrong);
        add("other case", {{bearer, "Bearer FAKE-ALICE-KEY"}}, KeyVerdict::Wrong);
        add("none", {}, KeyVerdict::Missing);
        add("empty bearer", {{bearer, "Bearer "}}, KeyVerdict::Missing);
        add("empty x-api-key", {{"x-api-key", ""}}, KeyVerdict::Missing);
        add("basic", {{bearer, "Basic fake-alice-key"}}, KeyVerdict::Missing);
        add("no scheme", {{bearer, "fake-alice-key"}}, KeyVerdict::Missing);
    }
    void knowsWhoCalls()
    {
        QFETCH(const http::Headers, headers);
        QFETCH(const KeyVerdict, verdict);
        QFETCH(const QString, user);
        const ClientKeyCheck required(users, ClientKeyCheck::Mode::Required);
        QCOMPARE(required.check(headers).verdict, verdict);
        QCOMPARE(nameOf(required.check(headers)), user);
        const ClientKeyCheck optional(users, ClientKeyCheck::Mode::Optional);
        QCOMPARE(optional.check(headers).verdict, KeyVerdict::Accepted);
        QCOMPARE(nameOf(optional.check(headers)), user);
    }

    void nobodyComesInWithoutUsers()
    {
        const ClientKeyCheck check({}, ClientKeyCheck::Mode::Required);
        QCOMPARE(check.check({{"x-api-key", "fake-key"}}).verdict, KeyVerdict::Wrong);
        QCOMPARE(check.check({}).verdict, KeyVerdict::Missing);
    }
};

QTEST_APPLESS_MAIN(TestClientKeyCheck)
#include "tst_client_key_check.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/client_token.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

UserSettings user(const QString &name, TokenSource::Kind kind = TokenSource::Kind::Inline)
{
    return {.name = name, .token = {.kind = kind, .inlineToken = Secret("token-of-" + name.toLatin1())}};
}

} // namespace

class TestClientToken : public QObject
{
    Q_OBJECT

private slots:
    void theUserLocalComesFirst()
    {
        QCOMPARE(clientToken({user(u"alice"_s), user(u"local"_s)}), Secret("token-of-local"));
    }

    void elseTheFirstWhoseTokenStandsInTheFile()
    {
        QCOMPARE(
            clientToken({user(u"local"_s, TokenSource::Kind::Keychain), user(u"alice"_s), user(u"bob"_s)}),
            Secret("token-of-alice"));
    }

    void elseNobodys()
    {
        QVERIFY(!clientToken({}));
        QVERIFY(!clientToken({user(u"local"_s, TokenSource::Kind::Environment)}));
    }
};

QTEST_GUILESS_MAIN(TestClientToken)
#include "tst_client_token.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/login_move.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(sluice::LoginMove)
Q_DECLARE_METATYPE(sluice::Found)
Q_DECLARE_METATYPE(sluice::Resumption)

namespace {

const QList found{Found::Nothing, Found::TheLogin, Found::Successor, Found::Stranger, Found::Unknown};

//! From every kind of place to every place that keeps a login, to be repeated and not, to replace and not.
QList<LoginMove> everyMove()
{
    using Kind = LoginPlace::Kind;
    QList<LoginMove> result;
    for (const auto from : {Kind::Nowhere, Kind::CliFile, Kind::PrivateFile, Kind::Keychain, Kind::Vault}) {
        for (const auto to : {Kind::CliFile, Kind::Keychain, Kind::Vault}) {
            for (const bool mustArrive : {false, true}) {
                for (const bool replaces : {false, true})
                    result.append({.from = {from, u"a"_s},
                                   .to = {to, u"b"_s},
                                   .mustArrive = mustArrive,
                                   .replaces = replaces});
            }
        }
    }
    return result;
}

} // namespace

//! How an interrupted move goes on, and how the journal remembers it.
class TestLoginMove : public QObject
{
    Q_OBJECT

private slots:
    void interruptedMovesGoOn_data()
    {
        QTest::addColumn<LoginMove>("move");
        QTest::addColumn<Found>("from");
        QTest::addColumn<Found>("to");
        QTest::addColumn<Resumption>("resumption");
        using Kind = LoginPlace::Kind;
        const LoginMove taken{.from = {Kind::CliFile, u"f"_s}, .to = {Kind::Keychain, u"e"_s}};
        const LoginMove given{
            .from = {Kind::Keychain, u"e"_s}, .to = {Kind::CliFile, u"f"_s}, .mustArrive = true};
        const LoginMove signedIn{.from = {Kind::PrivateFile, u"p"_s},
                                 .to = {Kind::Keychain, u"e"_s},
                                 .mustArrive = true,
                                 .replaces = true};
        const LoginMove pasted{.to = {Kind::Vault, u"e"_s}};
        const LoginMove deleted{.from = {Kind::Keychain, u"e"_s}};
        const auto row = [](const char *name, const LoginMove &move, Found from, Found to, Resumption next) {
            QTest::newRow(name) << move << from << to << next;
        };
        row("not begun", taken, Found::TheLogin, Found::Nothing, Resumption::Drop);
        row("in both places", taken, Found::TheLogin, Found::TheLogin, Resumption::ClearSource);
        row("arrived", taken, Found::Nothing, Found::TheLogin, Resumption::Settle);
        row("the CLI has renewed it meanwhile", taken, Found::Successor, Found::TheLogin,
            Resumption::ClearTarget);
        row("somebody else has signed in there", taken, Found::Stranger, Found::TheLogin, Resumption::Settle);
        row("the CLI has renewed it before it left", taken, Found::Successor, Found::Nothing,
            Resumption::Drop);
        row("the keychain is locked", taken, Found::TheLogin, Found::Unknown, Resumption::Wait);
        row("the file is damaged", taken, Found::Unknown, Found::TheLogin, Resumption::Wait);
        row("a gift that had not begun", given, Found::TheLogin, Found::Nothing, Resumption::Repeat);
        row("somebody was faster", given, Found::TheLogin, Found::Stranger, Resumption::Drop);
        row("given, and renewed by the CLI", given, Found::TheLogin, Found::Successor,
            Resumption::ClearSource);
        row("given, cleared, and renewed by the CLI", given, Found::Nothing, Found::Stranger,
            Resumption::Settle);
        row("given and signed out", given, Found::Nothing, Found::Nothing, Resumption::Drop);
        row("signed in, the old login still there", signedIn, Found::TheLogin, Found::Successor,
            Resumption::Repeat);
        row("signed in and replaced", signedIn, Found::TheLogin, Found::TheLogin, Resumption::ClearSource);
        row("pasted, not stored", pasted, Found::Nothing, Found::Nothing, Resumption::Drop);
        row("pasted and stored", pasted, Found::Nothing, Found::TheLogin, Resumption::Settle);
        row("to be deleted", deleted, Found::TheLogin, Found::Nothing, Resumption::ClearSource);
        row("deleted", deleted, Found::Nothing, Found::Nothing, Resumption::Settle);
    }

    void interruptedMovesGoOn()
    {
        QFETCH(const LoginMove, move);
        QFETCH(const Found, from);
        QFETCH(const Found, to);
        QTEST(resumption(move, from, to), "resumption");
    }

    //! The rule behind the table: a copy goes only when the other end shows the same login or a later one of
    //! its owner.
    void noCopyGoesWithoutAnother()
    {
        for (const auto &move : everyMove()) {
            for (const auto from : found) {
                for (const auto to : found) {
                    const auto next = resumption(move, from, to);
                    if (next == Resumption::ClearSource)
                        QVERIFY(to == Found::TheLogin || to == Found::Successor);
                    if (next == Resumption::ClearTarget)
                        QVERIFY(from == Found::TheLogin || from == Found::Successor);
                    if (from == Found::Unknown || to == Found::Unknown)
                        QCOMPARE(next, Resumption::Wait);
                }
            }
        }
    }

    //! What is to be deleted goes, and nothing of anybody else.
    void aDeletionTakesTheLoginOrALaterOneOfItsOwner()
    {
        for (const auto kind : {LoginPlace::Kind::Keychain, LoginPlace::Kind::Vault}) {
            for (const bool removesAccount : {false, true}) {
                const LoginMove move{.from = {kind, u"a"_s}, .removesAccount = removesAccount};
                QCOMPARE(resumption(move, Found::TheLogin, Found::Nothing), Resumption::ClearSource);
                QCOMPARE(resumption(move, Found::Successor, Found::Nothing), Resumption::ClearSource);
                QCOMPARE(resumption(move, Found::Stranger, Found::Nothing), Resumption::Settle);
                QCOMPARE(resumption(move, Found::Nothing, Found::Nothing), Resumption::Settle);
                QCOMPARE(resumption(move, Found::Unknown, Found::Nothing), Resumption::Wait);
            }
        }
    }

    void journalRemembersAMoveAsItIs()
    {
        AccountSettings account;
        account.id = u"work"_s;
        account.name = u"Work"_s;
        account.provider = u"claude"_s;
        account.store = CredentialStore::Vault;
        account.owner = {
            .accountId = u"u"_s, .organizationId = u"o"_s, .userId = u"p"_s, .email = u"e@example.com"_s};
        const LoginMove move{.id = u"0f"_s,
                             .from = {LoginPlace::Kind::CliFile, u"/home/ann/.claude/.credentials.json"_s},
                             .to = {LoginPlace::Kind::Vault, u"account/work"_s},
                             .mark = "abc",
                             .account = account,
                             .mustArrive = true,
                             .replaces = true};
        QCOMPARE(moveFromJson(toJson(move), {u"claude"_s}), std::optional(move));
        QCOMPARE(moveFromJson(toJson(move), {u"other"_s}), std::nullopt); // nobody to finish it
        QCOMPARE(moveFromJson({}, {u"claude"_s}), std::nullopt);
    }

    void journalKeepsNoPasswordOfAProxy()
    {
        AccountSettings account;
        account.id = u"work"_s;
        account.name = u"work"_s;
        account.provider = u"claude"_s;
        account.store = CredentialStore::Keychain;
        account.proxy = QUrl(u"http://ann:open-sesame@proxy.example.com:3128"_s);
        const LoginMove move{.id = u"0f"_s, .from = {LoginPlace::Kind::Keychain, u"e"_s}, .account = account};
        const auto json = toJson(move);
        QVERIFY(!QJsonDocument(json).toJson().contains("open-sesame"));
        auto kept = move;
        kept.account.proxy.clear();
        QCOMPARE(moveFromJson(json, {u"claude"_s}), std::optional(kept));
    }
};

QTEST_GUILESS_MAIN(TestLoginMove)
#include "tst_login_move.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/user_tokens.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_secret_store.h"

#include <QtCore/QFile>
#include <QtCore/QProcessEnvironment>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

UserSettings inKeychain(const QString &name)
{
    return {.name = name, .token = {.kind = TokenSource::Kind::Keychain, .name = name}};
}

UserSettings inVariable(const QString &name)
{
    return {.name = name, .token = {.kind = TokenSource::Kind::Environment, .name = u"TOKEN"_s}};
}

QProcessEnvironment variable(const QString &value)
{
    QProcessEnvironment result;
    result.insert(u"TOKEN"_s, value);
    return result;
}

} // namespace

class TestUserTokens : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_keychain = std::make_unique<MemorySecretStore>(m_clock);
        m_tokens = std::make_unique<UserTokens>(*m_keychain, QProcessEnvironment(), nullptr);
        m_changes = std::make_unique<QSignalSpy>(m_tokens.get(), &UserTokens::changed);
    }
    void cleanup()
    {
        m_changes.reset();
        m_tokens.reset();
    }

    void aTokenInTheConfigurationIsKnownAtOnce()
    {
        const UserSettings ann{
            .name = u"ann"_s,
            .token = {.kind = TokenSource::Kind::Inline, .inlineToken = Secret("fake-ann")},
            .pools = {u"team"_s}};
        const auto users = m_tokens->resolve({.users = {ann}});
        QVERIFY(users);
        QCOMPARE(users->size(), 1);
        QCOMPARE(users->at(0).name, u"ann"_s);
        QCOMPARE(users->at(0).token.reveal(), "fake-ann");
        QCOMPARE(users->at(0).pools, QStringList{u"team"_s});
    }

    void aMistakeIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QString>("content");
        QTest::addColumn<bool>("isPrivate");
        QTest::addColumn<QString>("problem");
        QTest::newRow("no such file") << QString() << true << u"does not exist"_s;
        QTest::newRow("an empty file") << u"\n"_s << true << u"is empty"_s;
        QTest::newRow("two lines") << u"fake-a\nfake-b\n"_s << true << u"line break"_s;
        QTest::newRow("two line breaks") << u"fake-a\n\n"_s << true << u"line break"_s;
        QTest::newRow("a tab") << u"fake\ta\n"_s << true << u"control character"_s;
        QTest::newRow("a blank before") << u" fake-a\n"_s << true << u"begins or ends with a blank"_s;
        QTest::newRow("a blank after") << u"fake-a \n"_s << true << u"begins or ends with a blank"_s;
        QTest::newRow("not ASCII") << u"fake-\u00e4\n"_s << true << u"beyond ASCII"_s;
        QTest::newRow("a file for all") << u"fake-token\n"_s << false << u"others can read"_s;
    }
    void aMistakeIsNamedWithItsPlace()
    {
        QFETCH(const QString, content);
        QFETCH(const bool, isPrivate);
        QFETCH(const QString, problem);
        const QTemporaryDir directory;
        QFile file(directory.filePath(u"token"_s));
        if (!content.isEmpty()) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content.toUtf8());
            const QFile::Permissions mine = QFile::ReadOwner | QFile::WriteOwner;
            QVERIFY(file.setPermissions(isPrivate ? mine : mine | QFile::ReadOther));
            file.close();
        }
        const UserSettings ann{.name = u"ann"_s,
                               .token = {.kind = TokenSource::Kind::File, .name = file.fileName()}};
        const auto users = m_tokens->resolve({.users = {inKeychain(u"bob"_s), ann}});
        QVERIFY(!users);
        QCOMPARE(users.error().code, ErrorCode::InvalidInput);
        QVERIFY2(users.error().detail.startsWith("users[1].token: "_L1)
                     && users.error().detail.contains(problem),
                 qPrintable(users.error().detail));
        QVERIFY(!users.error().detail.contains("fake-"_L1));
    }

    void oneLineBreakAtTheEndOfAVariableIsNotOfTheToken()
    {
        for (const auto &value : {u"fake-ann"_s, u"fake-ann\n"_s, u"fake-ann\r\n"_s}) {
            UserTokens tokens(*m_keychain, variable(value), nullptr);
            const auto users = tokens.resolve({.users = {inVariable(u"ann"_s)}});
            QVERIFY(users);
            QCOMPARE(users->at(0).token.reveal(), "fake-ann");
        }
        UserTokens tokens(*m_keychain, variable(u"fake-ann\n\n"_s), nullptr);
        const auto users = tokens.resolve({.users = {inVariable(u"ann"_s)}});
        QVERIFY(!users);
        QVERIFY2(users.error().detail.startsWith("users[0].token: the token in the environment variable"_L1),
                 qPrintable(users.error().detail));
    }

    void aVariableThatIsNotSetIsNamed()
    {
        const auto users = m_tokens->resolve({.users = {inVariable(u"ann"_s)}});
        QVERIFY(!users);
        QCOMPARE(users.error().detail, u"users[0].token: the environment variable TOKEN is not set"_s);
    }

    void oneTokenFromTwoSourcesIsRefused()
    {
        UserTokens tokens(*m_keychain, variable(u"fake-same\n"_s), nullptr);
        const UserSettings ann{
            .name = u"ann"_s,
            .token = {.kind = TokenSource::Kind::Inline, .inlineToken = Secret("fake-same")}};
        const auto users = tokens.resolve({.users = {ann, inVariable(u"bob"_s)}});
        QVERIFY(!users);
        QCOMPARE(users.error().code, ErrorCode::InvalidInput);
        QCOMPARE(users.error().detail, u"users[1].token: is also the token of user \"ann\""_s);
    }

    void theFirstOfTwoUsersKeepsATokenThatTheKeychainRepeats()
    {
        m_keychain->setEntry(u"bob"_s, "fake-same");
        const UserSettings ann{
            .name = u"ann"_s,
            .token = {.kind = TokenSource::Kind::Inline, .inlineToken = Secret("fake-same")}};
        const Settings settings{.users = {ann, inKeychain(u"bob"_s)}};
        QVERIFY(m_tokens->resolve(settings));
        QTRY_COMPARE(m_changes->size(), 1);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the token of bob is also that of ann"_s));
        const auto users = m_tokens->resolve(settings);
        QVERIFY(users);
        QCOMPARE(users->size(), 1);
        QCOMPARE(users->at(0).name, u"ann"_s);
    }

    void aTokenInTheKeychainThatNobodyCanSendIsRefused()
    {
        m_keychain->setEntry(u"ann"_s, "fake-a\nfake-b");
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(u"the token ann is refused - it holds a line break"_s));
        QCOMPARE(known({u"ann"_s}), QStringList());
        QTRY_COMPARE(m_keychain->unanswered(), 0);
        QCOMPARE(known({u"ann"_s}), QStringList());
    }

    void aUserIsLeftOutUntilTheKeychainHasAnswered()
    {
        m_keychain->setEntry(u"ann"_s, "fake-ann");
        QCOMPARE(known({u"ann"_s}), QStringList());
        QTRY_COMPARE(m_changes->size(), 1);
        QCOMPARE(known({u"ann"_s}), QStringList{u"ann fake-ann"_s});
        QCOMPARE(m_keychain->log(), QStringList{u"read ann"_s}); // once is enough
    }

    void theKeychainIsAskedAgainWhenItIsWorthATry()
    {
        m_keychain->setEntry(u"ann"_s, "fake-ann");
        m_keychain->setLocked(true);
        QCOMPARE(known({u"ann"_s}), QStringList());
        QTRY_COMPARE(m_keychain->unanswered(), 0);
        QCOMPARE(known({u"ann"_s}), QStringList());
        QCOMPARE(m_keychain->calls().size(), 1); // not by every resolve()
        m_keychain->setLocked(false);
        QTRY_COMPARE(m_changes->size(), 1);
        QCOMPARE(known({u"ann"_s}), QStringList{u"ann fake-ann"_s});
        m_keychain->setLocked(true);
        m_keychain->setLocked(false);
        QCOMPARE(m_keychain->calls().size(), 2); // what is known needs no reading
    }

    void anotherTokenHoldsFromTheNextReadingOn()
    {
        learn(u"ann"_s, "fake-old");
        m_keychain->setEntry(u"ann"_s, "fake-new");
        QCOMPARE(known({u"ann"_s}), QStringList{u"ann fake-old"_s});
        m_tokens->expire();
        QCOMPARE(known({u"ann"_s}), QStringList{u"ann fake-old"_s}); // until the keychain answers
        QTRY_COMPARE(m_changes->size(), 2);
        QCOMPARE(known({u"ann"_s}), QStringList{u"ann fake-new"_s});
    }

    void aRevokedTokenIsRefusedFromTheNextReadingOn()
    {
        learn(u"ann"_s, "fake-ann");
        m_keychain->removeEntry(u"ann"_s);
        m_tokens->expire();
        known({u"ann"_s});
        QTRY_COMPARE(m_changes->size(), 2);
        QCOMPARE(known({u"ann"_s}), QStringList());
    }

    void anEntryThatIsAddedLaterIsFoundByTheNextReading()
    {
        QCOMPARE(known({u"ann"_s}), QStringList());
        QTRY_COMPARE(m_keychain->unanswered(), 0);
        m_keychain->setEntry(u"ann"_s, "fake-ann");
        m_tokens->expire();
        known({u"ann"_s});
        QTRY_COMPARE(m_changes->size(), 1);
        QCOMPARE(known({u"ann"_s}), QStringList{u"ann fake-ann"_s});
    }

    void aKeychainThatDoesNotAnswerTakesNoTokenAway()
    {
        learn(u"ann"_s, "fake-ann");
        m_keychain->setAvailable(false);
        m_tokens->expire();
        known({u"ann"_s});
        QTRY_COMPARE(m_keychain->unanswered(), 0);
        QCOMPARE(known({u"ann"_s}), QStringList{u"ann fake-ann"_s});
        m_keychain->removeEntry(u"ann"_s);
        m_keychain->setAvailable(true); // and now it says that the token is gone
        QTRY_COMPARE(m_changes->size(), 2);
        QCOMPARE(known({u"ann"_s}), QStringList());
    }

    void theSameTokenAgainIsNoChange()
    {
        learn(u"ann"_s, "fake-ann");
        m_tokens->expire();
        known({u"ann"_s});
        QTRY_COMPARE(m_keychain->unanswered(), 0);
        QCOMPARE(m_changes->size(), 1);
        QCOMPARE(known({u"ann"_s}), QStringList{u"ann fake-ann"_s});
    }

    void aUserWhoIsRemovedIsForgotten()
    {
        m_keychain->setEntry(u"bob"_s, "fake-bob");
        known({u"ann"_s, u"bob"_s});
        known({u"ann"_s}); // while the keychain still reads
        QTRY_COMPARE(m_keychain->unanswered(), 0);
        QCOMPARE(m_changes->size(), 0);
        m_keychain->removeEntry(u"bob"_s);
        QCOMPARE(known({u"bob"_s}), QStringList());
        QTRY_COMPARE(m_keychain->unanswered(), 0);
        QCOMPARE(known({u"bob"_s}), QStringList());
    }

private:
    //! Who is known of these users, whose tokens are all in the keychain, as `name token`.
    QStringList known(const QStringList &names)
    {
        Settings settings;
        for (const auto &name : names)
            settings.users.append(inKeychain(name));
        const auto users = m_tokens->resolve(settings);
        QStringList result;
        for (const auto &user : users.value_or({}))
            result.append(user.name + u' ' + QString::fromLatin1(user.token.reveal()));
        return result;
    }

    void learn(const QString &name, const QByteArray &token)
    {
        m_keychain->setEntry(name, token);
        known({name});
        QTRY_COMPARE(m_changes->size(), 1);
    }

    FakeClock m_clock;
    std::unique_ptr<MemorySecretStore> m_keychain;
    std::unique_ptr<UserTokens> m_tokens;
    std::unique_ptr<QSignalSpy> m_changes;
};

QTEST_GUILESS_MAIN(TestUserTokens)
#include "tst_user_tokens.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/atomic_file.h"
#include "engine/storage/file_facts.h"
#include "engine/storage/settings_store.h"
#include "tests/support/fake_random.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLockFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! Saves the file with another port whenever it is asked for chance, so many times.
class EditorAtWork final : public Random
{
public:
    EditorAtWork(const QString &file, int times) : m_file(file), m_times(times) { }
    quint32 bounded(quint32 /*bound*/) override { return 0; }
    QByteArray bytes(qsizetype count) override
    {
        if (m_done < m_times
            && !replaceFile(m_file, "{\"gateway\": {\"port\": " + QByteArray::number(7001 + m_done++) + "}}"))
            qFatal("no file");
        return {count, 'r'};
    }

private:
    QString m_file;
    int m_times;
    int m_done = 0;
};

} // namespace

class TestSettingsStore : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_directory;
    FakeRandom m_random;

    QString path() const { return m_directory->filePath(u"own/config.json"_s); }
    SettingsStore opened(const QByteArray &content)
    {
        makePrivateDirectory(QFileInfo(path()).path()).has_value();
        if (!content.isEmpty() && !replaceFile(path(), content))
            qFatal("no file");
        SettingsStore store(path(), {u"claude"_s, u"codex"_s}, m_random);
        if (!store.load())
            qFatal("not valid");
        return store;
    }
    QJsonObject written() const { return QJsonDocument::fromJson(readFile(path()).value_or({})).object(); }

private slots:
    void init() { m_directory.emplace(); }

    void firstStartMakesOneUserInAPrivatePlace()
    {
        SettingsStore store(path(), {u"claude"_s}, m_random);
        QVERIFY(store.load());
        QVERIFY(store.ensureUser());
        QCOMPARE(store.settings().users.size(), 1);
        QCOMPARE(store.settings().users[0].name, u"local"_s);
        QCOMPARE(store.settings().users[0].token.inlineToken.reveal().size(), 43); // 256 bits in base64url
        QCOMPARE(FileFacts::ofPath(path())->mode, 0600U);
        QCOMPARE(FileFacts::ofPath(QFileInfo(path()).path())->mode, 0700U);
        const auto before = readFile(path());
        QVERIFY(store.ensureUser());
        QCOMPARE(readFile(path()).value(), before.value());
    }

    void aFileMadeByHandBecomesPrivateWithTheFirstEdit()
    {
        auto store = opened("{}");
        QVERIFY(QFile::setPermissions(
            path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
        QVERIFY(store.ensureUser());
        QCOMPARE(store.settings().users.size(), 1);
        QCOMPARE(FileFacts::ofPath(path())->mode, 0600U);
        QVERIFY(store.load());
    }

    void aTokenThatOthersCanReadIsRefusedInTheFileAsItIs()
    {
        auto store = opened(R"({"users": [{"name": "a", "token": "fake-user-token"}]})");
        QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QCOMPARE(store.addUser(u"b"_s, {}).error().code, ErrorCode::InvalidInput);
        QVERIFY(!readFile(path())->contains("\"b\""));
    }

    void aFileThatIsGoneOrEmptyLeavesTheSettingsAsTheyWere()
    {
        auto store = opened(R"({"accounts": [{"id": "a", "provider": "claude"}]})");
        QVERIFY(replaceFile(path(), " \n"));
        QCOMPARE(store.load().error().detail,
                 path() + u": is empty; put back what it said, or remove the file to start anew"_s);
        QVERIFY(QFile::remove(path()));
        QCOMPARE(store.load().error().code, ErrorCode::InvalidInput);
        QCOMPARE(store.setAccountEnabled(u"a"_s, false).error().code, ErrorCode::InvalidInput);
        QVERIFY(!QFile::exists(path()));
        QCOMPARE(store.settings().accounts.size(), 1);
    }

    void whyTheSettingsAreNotThoseOfTheFileIsKnownUntilTheyAre()
    {
        auto store = opened("{\"accounts\": [{\"id\": \"a\", \"provider\": \"claude\"}]}");
        const auto good = readFile(path()).value_or({});
        QCOMPARE(store.problem(), QString());
        QVERIFY(replaceFile(path(), "{\"gateway\": {\"port\": \"x\"}}"));
        QVERIFY(!store.setAccountEnabled(u"a"_s, false));
        QVERIFY(store.problem().contains(u"gateway.port"_s));
        QVERIFY(replaceFile(path(), good));
        QVERIFY(!store.setAccountEnabled(u"nobody"_s, false)); // the edit is wrong, not the file
        QCOMPARE(store.problem(), QString());
    }

    void anEmptyFileIsNoFirstStart()
    {
        QVERIFY(makePrivateDirectory(QFileInfo(path()).path()));
        SettingsStore store(path(), {u"claude"_s}, m_random);
        QVERIFY(store.load());
        QVERIFY(replaceFile(path(), {}));
        QCOMPARE(store.load().error().code, ErrorCode::InvalidInput);
        QCOMPARE(store.addUser(u"a"_s, {}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(FileFacts::ofPath(path())->size, 0);
    }

    void whatCannotBeReadIsNamed()
    {
        SettingsStore store(m_directory->path(), {u"claude"_s}, m_random); // a folder
        const auto loaded = store.load();
        QCOMPARE(loaded.error().code, ErrorCode::InvalidInput);
        QVERIFY(loaded.error().detail.contains(m_directory->path()));
    }

    //! As on a full disk, which no test has: the name of the lock is too long for any file system.
    void whatKeepsTheLockFromBeingMadeIsSaid()
    {
        const auto file = m_directory->filePath(QString(252, u'x'));
        SettingsStore store(file, {u"claude"_s}, m_random);
        QVERIFY(store.load());
        const auto added = store.addUser(u"a"_s, {});
        QCOMPARE(added.error().code, ErrorCode::FileFailed);
        QCOMPARE(
            added.error().detail,
            u"cannot lock %1 for an edit: no file can be made beside it (File name too long)"_s.arg(file));
    }

    void editsKeepEverythingElse()
    {
        auto store = opened(
            R"({"colour": 1, "accounts": [{"id": "a", "provider": "claude", "reserve_5h": 5, "x": 2}]})");
        QVERIFY(store.setAccountEnabled(u"a"_s, false));
        QVERIFY(store.setAccountName(u"a"_s, u"Work"_s));
        QVERIFY(store.setAccountStop(u"a"_s, WindowKind::FiveHour, {.limit = 70}));
        QVERIFY(store.setAccountPriority(u"a"_s, Priority::Low));
        const auto account = store.settings().accounts[0];
        QVERIFY(!account.enabled);
        QCOMPARE(account.name, u"Work"_s);
        QCOMPARE(account.limit5h, std::optional<int>(70));
        QVERIFY(!account.reserve5h); // the limit took its place
        QCOMPARE(account.priority, Priority::Low);
        QCOMPARE(written().value(u"colour"_s).toInt(), 1);
        QCOMPARE(written().value(u"accounts"_s)[0].toObject().value(u"x"_s).toInt(), 2);
        QVERIFY(store.setAccountStop(u"a"_s, WindowKind::FiveHour, {}));
        QVERIFY(!store.settings().accounts[0].limit5h);
        QVERIFY(store.setAccountStop(u"a"_s, WindowKind::FiveHour, {.reserve = 20}));
        QCOMPARE(store.settings().accounts[0].reserve5h, std::optional<int>(20));
    }

    //! What no edit speaks of keeps its place, its digits, its spelling and its lines.
    void editsKeepEveryOtherByte()
    {
        QByteArray text("{\r\n"
                        "\t\"users\": [{\"token\": \"fake-user-token\", \"name\": \"\\u0061\"}],\r\n"
                        "\t\"weight\": 1.10, \"big\": 12345678901234567890,\r\n"
                        "\t\"pools\": [{\"provider\": \"claude\", \"id\": \"p\", \"accounts\": [\"b\", "
                        "\"a\", \"c\"]}],\r\n"
                        "\t\"accounts\": [\r\n"
                        "\t\t{\"provider\": \"claude\", \"x\": 2.50, \"id\": \"b\"},\r\n"
                        "\t\t{\"provider\": \"claude\", \"x\": 3.50, \"id\": \"a\"},\r\n"
                        "\t\t{\"provider\": \"claude\", \"x\": 4.50, \"id\": \"c\"}\r\n"
                        "\t]\r\n"
                        "}\r\n");
        auto store = opened(text);
        QVERIFY(store.setAccountEnabled(u"a"_s, false));
        QCOMPARE(readFile(path()).value(), text.replace("\"a\"}", "\"a\", \"enabled\": false}"));
        QVERIFY(store.setAccountEnabled(u"a"_s, true));
        QCOMPARE(readFile(path()).value(), text.replace("false", "true"));
        QVERIFY(store.setAccountStop(u"b"_s, WindowKind::FiveHour, {.limit = 70}));
        QCOMPARE(readFile(path()).value(), text.replace("\"b\"}", "\"b\", \"limit_5h\": 70}"));
        QVERIFY(store.setAccountStop(u"b"_s, WindowKind::FiveHour, {}));
        QCOMPARE(readFile(path()).value(), text.replace(", \"limit_5h\": 70", ""));
        QVERIFY(store.removeAccount(u"a"_s));
        text.replace("\"b\", \"a\", \"c\"", "\"b\", \"c\"");
        QCOMPARE(
            readFile(path()).value(),
            text.replace("\t\t{\"provider\": \"claude\", \"x\": 3.50, \"id\": \"a\", \"enabled\": true},\r\n",
                         ""));
        QVERIFY(store.addUser(u"bob"_s, {}));
        QVERIFY(store.removeUser(u"bob"_s));
        QCOMPARE(readFile(path()).value(), text);
        QCOMPARE(opened({}).settings(), store.settings());
    }

    void editsStartFromWhatAPersonHasChangedSince()
    {
        QByteArray text("{\"accounts\": [{\"id\": \"a\", \"provider\": \"claude\"}]}");
        auto store = opened(text);
        text.replace("{\"accounts", "{ \"z\": 1.0, \"accounts").replace("]}", "], \"y\": 2.0 }");
        QVERIFY(replaceFile(path(), text));
        QVERIFY(store.setAccountEnabled(u"a"_s, false));
        QCOMPARE(readFile(path()).value(), text.replace("claude\"}", "claude\", \"enabled\": false}"));
    }

    //! An editor knows no lock. The token is drawn between the reading of the file and its replacement.
    void whatAnEditorSavesDuringAnEditStays()
    {
        EditorAtWork editor(path(), 1);
        opened("{\"gateway\": {\"port\": 1}}");
        SettingsStore store(path(), {u"claude"_s, u"codex"_s}, editor);
        const auto token = store.addUser(u"alice"_s, {});
        QVERIFY(token);
        QCOMPARE(store.settings().gateway.port, 7001);
        QCOMPARE(opened({}).settings(), store.settings());
        QCOMPARE(store.settings().users.value(0).token.inlineToken, *token);
    }

    void anEditorThatNeverRestsIsNotWrittenOver()
    {
        EditorAtWork editor(path(), 100);
        opened("{\"gateway\": {\"port\": 1}}");
        SettingsStore store(path(), {u"claude"_s, u"codex"_s}, editor);
        const auto added = store.addUser(u"alice"_s, {});
        QCOMPARE(added.error().code, ErrorCode::FileChanged);
        QCOMPARE(added.error().detail, path() + u": another program writes it just now; try again"_s);
        QVERIFY(readFile(path())->startsWith("{\"gateway\": {\"port\": 70"));
    }

    void ofSeveralFirstStartsOneMakesTheUser()
    {
        SettingsStore first(path(), {u"claude"_s}, m_random);
        SettingsStore second(path(), {u"claude"_s}, m_random);
        QVERIFY(first.load() && second.load());
        QVERIFY(first.ensureUser());
        QVERIFY(second.ensureUser());
        QCOMPARE(second.settings(), first.settings());
        QCOMPARE(second.settings().users.size(), 1);
    }

    void whoHoldsTheLockIsNamed()
    {
        opened("{}");
        SettingsStore store(path(), {u"claude"_s}, m_random, {}, 0ms);
        QLockFile other(path() + u".lock"_s);
        QVERIFY(other.tryLock(0));
        const auto added = store.addUser(u"a"_s, {});
        QCOMPARE(added.error().code, ErrorCode::FileFailed);
        QVERIFY2(added.error().detail.contains(u"(process %1 on "_s.arg(QCoreApplication::applicationPid())),
                 qPrintable(added.error().detail));
    }

    void anEditThatSaysNothingNewLeavesTheFileAlone()
    {
        auto store = opened(R"({"accounts": [{"id": "a", "provider": "claude"}]})");
        const AccountOwner owner{.accountId = u"fake-account"_s};
        QVERIFY(store.setAccountOwner(u"a"_s, owner));
        const auto before = FileFacts::ofPath(path());
        QVERIFY(store.setAccountOwner(u"a"_s, owner));
        QVERIFY(FileFacts::ofPath(path()) == before);
    }

    void wrongEditsChangeNothing()
    {
        auto store = opened(R"({"accounts": [{"id": "a", "provider": "claude"}]})");
        const auto before = readFile(path());
        QCOMPARE(store.setAccountStop(u"a"_s, WindowKind::Weekly, {.limit = 101}).error().code,
                 ErrorCode::InvalidInput);
        QCOMPARE(store.setAccountEnabled(u"b"_s, true).error().code, ErrorCode::NotFound);
        QCOMPARE(store.addAccount({.id = u"a"_s, .provider = u"claude"_s}).error().code,
                 ErrorCode::InvalidInput);
        QCOMPARE(readFile(path()).value(), before.value());
        QVERIFY(!store.settings().accounts[0].limitWeekly);
    }

    void addedAccountReadsBackAsItWas()
    {
        auto store = opened("{}");
        const AccountSettings account{.id = u"a"_s,
                                      .provider = u"codex"_s,
                                      .name = u"A"_s,
                                      .enabled = false,
                                      .store = CredentialStore::File,
                                      .path = u"~/x"_s,
                                      .limit5h = 1,
                                      .reserveWeekly = 2,
                                      .priority = Priority::High,
                                      .proxy = QUrl(u"http://127.0.0.1:1"_s)};
        QVERIFY(store.addAccount(account));
        QCOMPARE(opened({}).settings().accounts, QList{account});
    }

    void removedAccountLeavesItsPools()
    {
        auto store =
            opened(R"({"accounts": [{"id": "a", "provider": "claude"}, {"id": "b", "provider": "claude"}],
                                "pools": [{"id": "p", "provider": "claude", "accounts": ["a", "b"]}]})");
        QVERIFY(store.removeAccount(u"a"_s));
        QCOMPARE(store.settings().pools[0].accounts, QStringList{u"b"_s});
        QCOMPARE(store.removeAccount(u"b"_s).error().code,
                 ErrorCode::InvalidInput); // the pool would hold all
    }

    void usersComeAndGo()
    {
        auto store = opened("{}");
        const auto token = store.addUser(u"alice"_s, {u"claude"_s});
        QCOMPARE(store.settings().users[0].token.inlineToken, token.value());
        QCOMPARE(store.settings().users[0].pools, QStringList{u"claude"_s});
        QCOMPARE(store.addUser(u"alice"_s, {}).error().code, ErrorCode::InvalidInput);
        QVERIFY(store.removeUser(u"alice"_s));
        QVERIFY(store.settings().users.isEmpty());
    }

    void notificationsKeepUnknownKeysAndAreChecked()
    {
        auto store = opened(R"({"notifications": {"limited": true, "sound": "bell"}})");
        const NotificationSettings wanted{
            .limited = false, .recovered = false, .signIn = true, .thresholds = {70, 90}};
        QVERIFY(store.setNotifications(wanted));
        QCOMPARE(store.settings().notifications, wanted);
        QCOMPARE(opened({}).settings().notifications, wanted);
        QCOMPARE(written().value(u"notifications"_s)[u"sound"_s].toString(), u"bell"_s);
        QCOMPARE(store.setNotifications({.thresholds = {101}}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(store.settings().notifications, wanted);
        QVERIFY(store.setNotifications({.thresholds = {}}));
        QVERIFY(store.settings().notifications.thresholds.isEmpty());
    }

    void damagedFileLeavesTheSettingsAsTheyWere()
    {
        auto store = opened(R"({"accounts": [{"id": "a", "provider": "claude"}]})");
        QVERIFY(replaceFile(path(), "{"));
        QCOMPARE(store.load().error().code, ErrorCode::InvalidInput);
        QCOMPARE(store.settings().accounts.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSettingsStore)
#include "tst_settings_store.moc"

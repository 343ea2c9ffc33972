// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_client.h"
#include "engine/setup/setup_files.h"
#include "engine/storage/file_facts.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <sys/stat.h>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const ClientTarget kTarget = {.address = u"http://127.0.0.1:8787"_s, .token = Secret("fake-gateway-token")};

//! A home directory of its own for each test.
class Home
{
public:
    Home()
    {
        environment.homeDirectory = m_directory.path();
        environment.dataDirectory = m_directory.filePath(u"data/sluice"_s);
        settings = m_directory.filePath(u".claude/settings.json"_s);
    }

    void write(const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(settings).path());
        QFile file(settings);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
    }
    QByteArray read() const { return bytesOf(settings); }
    QByteArray record() const { return bytesOf(recordFile()); }
    QString recordFile() const { return environment.dataDirectory + u"/setup-claude-code.json"_s; }

    bool setUp(const ClientTarget &target = kTarget) const
    {
        const SetupFiles files(client, environment);
        const auto plan = files.planSetup(target);
        return plan && files.apply(*plan);
    }
    bool undo() const
    {
        const SetupFiles files(client, environment);
        const auto plan = files.planUndo();
        return plan && files.apply(*plan);
    }

    ClaudeClient client;
    Environment environment;
    QString settings;

private:
    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_directory;
};

const QByteArray kBoth = R"("ANTHROPIC_BASE_URL": "http://127.0.0.1:8787",)"
                         "\n    "
                         R"("ANTHROPIC_AUTH_TOKEN": "fake-gateway-token")";

} // namespace

class TestClaudeCodeSetup : public QObject
{
    Q_OBJECT

private slots:
    void undoGivesTheSameBytes_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("empty file") << QByteArray("");
        QTest::newRow("white space alone") << QByteArray(" \r\n\n");
        QTest::newRow("odd empty object") << QByteArray(" {\n\n} \n");
        QTest::newRow("other members") << QByteArray("{\n  \"model\": \"opus\",\n  \"hooks\": { }\n}\n");
        QTest::newRow("one line") << QByteArray(R"({"model":"opus"})");
        QTest::newRow("tabs and CRLF") << QByteArray("{\r\n\t\"env\" : {\r\n\t\t\"X\" : \"1\"\r\n\t}\r\n}");
        QTest::newRow("empty env") << QByteArray("{ \"env\": {  } }");
        QTest::newRow("another gateway")
            << QByteArray("{\"env\":{\"ANTHROPIC_AUTH_TOKEN\" : \"fake-old\" , \"X\":1,\n"
                          "\"ANTHROPIC_BASE_URL\":\"https://gw.example.net\"}}");
        QTest::newRow("one of them") << QByteArray(
            "{\"env\":{\"ANTHROPIC_BASE_URL\":\"https://gw.example.net\"}}");
        QTest::newRow("not a string") << QByteArray("{\"env\":{\"ANTHROPIC_AUTH_TOKEN\":[1,  2]}}");
    }

    void undoGivesTheSameBytes()
    {
        QFETCH(const QByteArray, before);
        const Home home;
        home.write(before);
        QVERIFY(home.setUp());
        QVERIFY(home.read().contains("\"http://127.0.0.1:8787\""));
        QVERIFY(home.read().contains("\"fake-gateway-token\""));
        QVERIFY(home.undo());
        QCOMPARE(home.read(), before);
        QVERIFY(!QFile::exists(home.recordFile()));
    }

    void aMissingFileIsMadeAndRemovedAgain()
    {
        const Home home;
        QVERIFY(home.setUp());
        QCOMPARE(home.read(), "{\n  \"env\": {\n    " + kBoth + "\n  }\n}\n");
        constexpr auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(home.settings) & others));
        QVERIFY(!(QFile::permissions(home.recordFile()) & others));
        QVERIFY(home.undo());
        QVERIFY(!QFile::exists(home.settings));
    }

    void aSecondSetupStillRemembersTheFirstState()
    {
        const QByteArray before = "{\n  \"env\": {\n    \"ANTHROPIC_AUTH_TOKEN\": \"fake-old\"\n  }\n}\n";
        const Home home;
        home.write(before);
        QVERIFY(home.setUp());
        QVERIFY(home.setUp());
        auto other = kTarget;
        other.address = u"http://127.0.0.1:9999"_s;
        other.token = Secret("fake-other-token");
        QVERIFY(home.setUp(other));
        QVERIFY(home.read().contains("fake-other-token"));
        QVERIFY(!home.read().contains("fake-gateway-token"));
        QVERIFY(home.undo());
        QCOMPARE(home.read(), before);
    }

    void aSetupThatIsDoneChangesNothing()
    {
        const Home home;
        home.write("{}");
        QVERIFY(home.setUp());
        const auto plan = SetupFiles(home.client, home.environment).planSetup(kTarget);
        QVERIFY(plan);
        QVERIFY(!plan->changesFile());
    }

    void undoTakesBackOnlyOurMembers()
    {
        const Home home;
        home.write("{\n  \"model\": \"opus\"\n}\n");
        QVERIFY(home.setUp());
        home.write(home.read().replace("opus", "sonnet"));
        QVERIFY(home.undo());
        QCOMPARE(home.read(), "{\n  \"model\": \"sonnet\"\n}\n");
    }

    void undoLeavesWhatAPersonHasSetSince()
    {
        const Home home;
        home.write("{}");
        QVERIFY(home.setUp());
        home.write(home.read().replace("http://127.0.0.1:8787", "https://gw.example.net"));
        const auto plan = SetupFiles(home.client, home.environment).planUndo();
        QCOMPARE(plan->left, QStringList{u"ANTHROPIC_BASE_URL"_s});
        QVERIFY(home.undo());
        QCOMPARE(home.read(),
                 "{\n  \"env\": {\n    \"ANTHROPIC_BASE_URL\": \"https://gw.example.net\"\n  }\n}");
    }

    void undoOfAFileThatSomebodyHasEmptiedLeavesItEmpty()
    {
        const Home home;
        home.write("{}");
        QVERIFY(home.setUp());
        home.write("\n");
        QVERIFY(home.undo());
        QCOMPARE(home.read(), "\n");
        QVERIFY(!QFile::exists(home.recordFile()));
    }

    void undoOfALinkRemovesWhatIsBehindItAndKeepsTheLink()
    {
        const Home home;
        const auto target = home.environment.homeDirectory + u"/dotfiles-settings.json"_s;
        QDir().mkpath(QFileInfo(home.settings).path());
        QVERIFY(QFile::link(target, home.settings)); // dangles
        QVERIFY(home.setUp());
        QVERIFY(QFile::exists(target));
        QVERIFY(home.undo());
        QVERIFY(QFileInfo(home.settings).isSymLink());
        QVERIFY(!QFile::exists(target));
    }

    void undoGivesTheModeBackToTheLastBit_data()
    {
        QTest::addColumn<uint>("mode");
        for (const auto mode : {0444U, 0400U, 0640U, 0600U})
            QTest::addRow("%o", mode) << mode;
    }

    void undoGivesTheModeBackToTheLastBit()
    {
        QFETCH(const uint, mode);
        const Home home;
        home.write("{}");
        QVERIFY(::chmod(QFile::encodeName(home.settings).constData(), mode) == 0);
        QVERIFY(home.setUp());
        QVERIFY(!FileFacts::ofPath(home.settings)->isReadableByOthers());
        QVERIFY(home.undo());
        QCOMPARE(FileFacts::ofPath(home.settings)->mode, mode);
    }

    void undoKeepsAFileThatAPersonHasFilled()
    {
        const Home home;
        QVERIFY(home.setUp());
        home.write(home.read().replace("\n}\n", ",\n  \"model\": \"opus\"\n}\n"));
        QVERIFY(home.undo());
        QCOMPARE(home.read(), "{\n  \"model\": \"opus\"\n}\n");
    }

    void undoWithoutSetupChangesNothing()
    {
        const Home home;
        QVERIFY(home.undo());
        home.write("not json");
        QVERIFY(home.undo());
        QCOMPARE(home.read(), "not json");
    }

    void refusesAFileItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("comment") << QByteArray("{\n  // mine\n  \"model\": \"opus\"\n}");
        QTest::newRow("env is no object") << QByteArray(R"({"env": ["A=1"]})");
        QTest::newRow("array") << QByteArray("[]");
    }

    void refusesAFileItCannotRead()
    {
        QFETCH(const QByteArray, content);
        const Home home;
        home.write(content);
        const auto plan = SetupFiles(home.client, home.environment).planSetup(kTarget);
        QVERIFY(!plan);
        QVERIFY(plan.error().code == ErrorCode::InvalidInput);
        QVERIFY(plan.error().detail.startsWith(home.settings));
        QVERIFY(!content.contains("//") || plan.error().detail.contains(u": line 2: not valid JSON"_s));
        QCOMPARE(home.read(), content);
        QVERIFY(!QFile::exists(home.recordFile()));
    }

    void aFileWithATokenIsItsOwnersAloneUntilItIsUndone()
    {
        const Home home;
        home.write("{}");
        const auto mode = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup;
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(QFile::setPermissions(home.settings, mode));
        QVERIFY(home.setUp());
        QVERIFY(!(QFile::permissions(home.settings) & others));
        QVERIFY(home.setUp());
        QVERIFY(home.undo());
        QCOMPARE(QFile::permissions(home.settings) & (mode | others), mode);
    }

    void theConfigDirectoryOfTheCliCounts()
    {
        Home home;
        home.environment.variables.insert(u"CLAUDE_CONFIG_DIR"_s,
                                          home.environment.homeDirectory + u"/elsewhere"_s);
        QVERIFY(home.setUp());
        QVERIFY(!QFile::exists(home.settings));
        QVERIFY(QFile::exists(home.environment.homeDirectory + u"/elsewhere/settings.json"_s));
        home.environment.variables.clear();
        QVERIFY(home.undo()); // of another file: nothing to take back
        QVERIFY(QFile::exists(home.environment.homeDirectory + u"/elsewhere/settings.json"_s));
    }

    void theRecordHoldsNoTokenOfOurs()
    {
        const Home home;
        home.write("{}");
        QVERIFY(home.setUp());
        QVERIFY(!home.record().isEmpty());
        QVERIFY(!home.record().contains("fake-gateway-token"));
        QVERIFY(!home.record().contains(QByteArray("\"fake-gateway-token\"").toBase64()));
    }

    void aDiffMasksTokens()
    {
        const Home home;
        home.write("{\n  \"env\": {\n    \"ANTHROPIC_AUTH_TOKEN\": \"fake-old\"\n  },\n  \"x\": 1\n}\n");
        const auto plan = SetupFiles(home.client, home.environment).planSetup(kTarget);
        QVERIFY(plan);
        const auto expected = u"-     \"ANTHROPIC_AUTH_TOKEN\": \"…\"\n"
                              "+     \"ANTHROPIC_AUTH_TOKEN\": \"%1…\",\n"
                              "+     \"ANTHROPIC_BASE_URL\": \"http://127.0.0.1:8787\"\n"_s;
        QCOMPARE(home.client.toDiff(*plan, kTarget), expected.arg(kTarget.token.fingerprint()));
    }

    void exportsAreForAShell()
    {
        QCOMPARE(
            ClaudeClient().exports({.address = u"http://127.0.0.1:8787"_s, .token = Secret("fake'token")}),
            u"export ANTHROPIC_BASE_URL='http://127.0.0.1:8787'\n"
            "export ANTHROPIC_AUTH_TOKEN='fake'\\''token'\n"_s);
    }
};

QTEST_APPLESS_MAIN(TestClaudeCodeSetup)
#include "tst_claude_code_setup.moc"

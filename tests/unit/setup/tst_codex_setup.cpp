// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_client.h"
#include "engine/setup/client_files.h"
#include "engine/setup/setup_files.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const ClientTarget kTarget = {.address = u"http://127.0.0.1:8787"_s, .token = Secret("fake-gateway-token")};

const QByteArray kChosen = "model_provider = \"sluice\"\n";
const QByteArray kTable = "\n[model_providers.sluice]\n"
                          "name = \"Sluice\"\n"
                          "base_url = \"http://127.0.0.1:8787/codex/v1\"\n"
                          "wire_api = \"responses\"\n"
                          "supports_websockets = true\n"
                          "experimental_bearer_token = \"fake-gateway-token\"\n";

//! Settings after a setup; the error's text where there is none.
QByteArray pointed(const QByteArray &before, const ClientTarget &target = kTarget)
{
    const auto plan = CodexClient().plan(before, {}, target);
    return plan ? *plan->after : plan.error().detail.toUtf8();
}

//! Settings after a setup, a change by somebody else, and the undo.
QByteArray undoneAfter(const QByteArray &before, const QByteArray &what, const QByteArray &by)
{
    const CodexClient client;
    const auto plan = client.plan(before, {}, kTarget);
    auto changed = *plan->after;
    const auto undone = client.undo(changed.replace(what, by), plan->record);
    return undone ? *undone->after : undone.error().detail.toUtf8();
}

} // namespace

class TestCodexSetup : public QObject
{
    Q_OBJECT

private slots:
    void pointsSettings_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
            QTest::newRow(name) << before << after;
        };
        row("nothing", "", kChosen + kTable);
        row("comments and tables", "# mine\nmodel = \"gpt-5\"\n\n[tui]\ntheme = 'dark'\n",
            kChosen + "# mine\nmodel = \"gpt-5\"\n\n[tui]\ntheme = 'dark'\n" + kTable);
        row("another provider", "  model_provider = 'azure' # work\n[a]\nmodel_provider = 1\n",
            "  model_provider = \"sluice\" # work\n[a]\nmodel_provider = 1\n" + kTable);
        row("no newline at the end", "a = 1", kChosen + "a = 1\n" + kTable);
        row("byte order mark",
            "\xEF\xBB\xBF"
            "a = 1\n",
            "\xEF\xBB\xBF" + kChosen + "a = 1\n" + kTable);
        row("a table of ours", "[model_providers.sluice]\n# note\nname = \"x\"\n\n[b]\n",
            kChosen + "# note\n\n[b]\n" + kTable);
        row("quoted",
            "[ \"model_providers\" . 'sluice' ]\nname = \"x\"\n[model_providers.sluice.http_headers]\nX = "
            "\"1\"\n",
            kChosen + kTable);
        row("dotted", "model_providers.sluice.name = \"x\"\nmodel_providers.a.name = \"y\"\n",
            kChosen + "model_providers.a.name = \"y\"\n" + kTable);
        row("inline", "[model_providers]\nsluice = { name = \"x\" }\na = { name = \"y\" }\n",
            kChosen + "[model_providers]\na = { name = \"y\" }\n" + kTable);
        row("inline alone", "model_providers = { sluice = { name = \"x\" } }\n", kChosen + kTable);
    }

    void pointsSettings()
    {
        QFETCH(const QByteArray, before);
        QTEST(pointed(before), "after");
    }

    void linesEndAsTheirNeighbours()
    {
        const auto after = pointed("a = 1\r\nb = 2\r\n");
        QCOMPARE(after.count('\n'), after.count("\r\n"));
    }

    void refusesWhatItCannotEdit_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *name, const QByteArray &before, const QByteArray &said) {
            QTest::newRow(name) << before << said;
        };
        row("no TOML", "a = 1\nb = \n", "line 2: ");
        row("closed table", "\nmodel_providers = { a = { name = \"x\" } }\n", "[model_providers.NAME]");
        row("list", "[[model_providers]]\nname = \"x\"\n", "line 1: model_providers is a list");
        row("table of that name", "a = 1\n[model_provider]\n", "line 2: model_provider is a table");
    }

    void refusesWhatItCannotEdit()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, said);
        QVERIFY2(pointed(before).contains(said), pointed(before).constData());
    }

    void undoKeepsWhatCodexHasAddedSince()
    {
        const QByteArray added = "\n[projects.\"/home/me\"]\ntrust_level = \"trusted\"\n";
        QCOMPARE(undoneAfter("# mine\nmodel_provider = 'azure'\n", "fake-gateway-token\"\n",
                             "fake-gateway-token\"\n" + added),
                 "# mine\nmodel_provider = 'azure'\n" + added);
        QCOMPARE(undoneAfter("# mine\n", "# mine\n", "# mine\nmodel = \"gpt-5\"\n"),
                 "# mine\nmodel = \"gpt-5\"\n");
    }

    void undoBringsBackAnEarlierTable()
    {
        QCOMPARE(undoneAfter("[model_providers.sluice]\nname = \"x\"\nquery_params = { a = \"b\" }\n",
                             kChosen, kChosen + "model = \"gpt-5\"\n"),
                 "model = \"gpt-5\"\n\n[model_providers.sluice]\n\"name\" = \"x\"\n\"query_params\".\"a\" = "
                 "\"b\"\n");
    }

    void undoLeavesWhatAPersonUsesNow()
    {
        QCOMPARE(undoneAfter("", "\"sluice\"\n", "\"openai\"\n"), "model_provider = \"openai\"\n");
        const auto other = undoneAfter("", "http://127.0.0.1:8787", "https://gw.example.net");
        QVERIFY(other.contains("https://gw.example.net"));
        QVERIFY(!other.contains("fake-gateway-token"));
    }

    void aSetupThatIsDoneChangesNothing()
    {
        const CodexClient client;
        const auto first = client.plan("a = 1\n", {}, kTarget);
        auto grown = *first->after + "\n[projects.x]\ntrust_level = \"trusted\"\n";
        const auto again = client.plan(grown, first->record, kTarget);
        QVERIFY(again);
        QVERIFY(!again->changesFile());
        const auto moved =
            client.plan(grown, first->record, {u"http://127.0.0.1:9999"_s, Secret("fake-other")});
        QVERIFY(moved);
        QVERIFY(moved->after->contains("http://127.0.0.1:9999/codex/v1"));
        QVERIFY(!moved->after->contains("fake-gateway-token"));
    }

    void undoSaysWhatAPersonHasChanged()
    {
        const CodexClient client;
        const auto first = client.plan("a = 1\n", {}, kTarget);
        QVERIFY(first);
        auto changed = *first->after;
        changed.replace("model_provider = \"sluice\"", "model_provider = \"azure\"");
        const auto undone = client.undo(changed, first->record);
        QVERIFY(undone);
        QCOMPARE(undone->left, QStringList{u"model_provider"_s});
        QVERIFY(undone->after->contains("azure"));
        QCOMPARE(client.undo(*first->after, first->record)->left, QStringList());
    }

    void aDiffMasksTokens()
    {
        const CodexClient client;
        const auto plan = client.plan(
            "a = 1\n[model_providers.sluice]\nexperimental_bearer_token = 'fake-old'\n", {}, kTarget);
        QVERIFY(plan);
        const auto diff = client.toDiff(*plan, kTarget);
        QVERIFY2(!diff.contains(u"fake"_s), qPrintable(diff));
        QVERIFY(diff.startsWith(u"+ model_provider = \"sluice\"\n  …\n"_s));
        QVERIFY(diff.contains(kTarget.token.fingerprint()));
        QVERIFY(!diff.contains(u"a = 1"_s));
    }

    void exportsKeepTheTokenOutOfTheArguments()
    {
        const auto lines = CodexClient().exports(kTarget).split(u'\n');
        QCOMPARE(lines.first(), u"export SLUICE_TOKEN='fake-gateway-token'"_s);
        QVERIFY(lines.at(1).startsWith(u"codex -c model_provider=sluice -c 'model_providers.sluice={"_s));
        QVERIFY(lines.at(1).contains(u"env_key=\"SLUICE_TOKEN\""_s));
        QVERIFY(!lines.at(1).contains(u"fake"_s));
    }

    void theFileIsItsOwnersAloneUntilTheUndo()
    {
        const QTemporaryDir home;
        const CodexClient client;
        Environment environment{.homeDirectory = home.path(), .dataDirectory = home.filePath(u"data"_s)};
        environment.variables.insert(u"CODEX_HOME"_s, home.filePath(u"elsewhere"_s));
        const SetupFiles files(client, environment);
        QCOMPARE(files.settingsFile(), home.filePath(u"elsewhere/config.toml"_s));
        QVERIFY(QDir().mkpath(home.filePath(u"elsewhere"_s)));
        QFile file(files.settingsFile());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("model = \"gpt-5\"\n") > 0);
        file.close();
        const auto mode = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther;
        constexpr auto others = QFile::ReadGroup | QFile::ReadOther;
        QVERIFY(file.setPermissions(mode));
        QVERIFY(files.apply(*files.planSetup(kTarget)));
        QVERIFY(!(QFile::permissions(files.settingsFile()) & others));
        QFile record(environment.dataDirectory + u"/setup-codex.json"_s);
        QVERIFY(record.open(QIODevice::ReadOnly));
        QVERIFY(!record.readAll().contains("fake-gateway-token"));
        QVERIFY(files.apply(*files.planUndo()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "model = \"gpt-5\"\n");
        QCOMPARE(QFile::permissions(files.settingsFile()) & (mode | others), mode);
        QVERIFY(!record.exists());
    }

    void findsLoginsAndPrograms()
    {
        const QTemporaryDir home;
        Environment environment{.homeDirectory = home.path()};
        const auto client = CodexClient().info();
        QVERIFY(foundLogins(client, environment).isEmpty());
        QVERIFY(clientProgram(client, environment).isEmpty());
        QVERIFY(QDir(home.path()).mkpath(u".codex-work"_s) && QDir(home.path()).mkpath(u".local/bin"_s));
        const auto login = home.filePath(u".codex-work/auth.json"_s);
        const auto program = home.filePath(u".local/bin/codex"_s);
        for (const auto &path : {login, program}) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        }
        QCOMPARE(foundLogins(client, environment), QStringList{login});
        QCOMPARE(clientProgram(client, environment), program);
        QCOMPARE(shortPath(login, environment), u"~/.codex-work/auth.json"_s);
    }
};

QTEST_APPLESS_MAIN(TestCodexSetup)
#include "tst_codex_setup.moc"

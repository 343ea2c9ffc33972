// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_links.h"
#include "gui/common/step_row.h"
#include "gui/welcome/welcome_window.h"
#include "tests/ui/snapshots.h"
#include "tests/ui/window_bench.h"

#include <QtCore/QDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>

using namespace sluice;
using namespace Qt::StringLiterals;

class WelcomeTest : public QObject
{
    Q_OBJECT

    std::optional<ClientHome> m_home;

    QString path(const QString &name) const { return m_home->path(name); }

private slots:
    void initTestCase() { beginWindowTests(); }
    void init() { m_home.emplace(); }

    void findsLoginsWhereTheClientsKeepThem()
    {
        QVERIFY(ClientLinks(m_home->environment).foundLogins({}).isEmpty());
        for (const auto &file :
             {u"home/.claude/.credentials.json"_s, u"home/.claude-work/.credentials.json"_s,
              u"elsewhere/.credentials.json"_s, u"home/.codex/auth.json"_s})
            m_home->write(file, "{}");
        QDir().mkpath(path(u"home/.claude-empty"_s));
        m_home->environment.variables.insert(u"CLAUDE_CONFIG_DIR"_s, path(u"elsewhere"_s));
        QStringList found;
        for (const auto &login :
             ClientLinks(m_home->environment).foundLogins({u"~/.claude/.credentials.json"_s}))
            found += login.providerId + u' ' + login.clientName + u' ' + login.folder;
        QCOMPARE(found,
                 (QStringList{u"claude Claude Code "_s + path(u"elsewhere"_s),
                              u"claude Claude Code ~/.claude-work"_s, u"codex Codex ~/.codex"_s}));
    }

    void foundLoginIsUsedOnRequestOnly()
    {
        const auto login = u"home/.claude/.credentials.json"_s;
        m_home->write(login, "{}");
        ClientLinks links(m_home->environment);
        WelcomeWindow window(links);
        QList<ImportOrder> imported;
        QSignalSpy added(&window, &WelcomeWindow::addRequested);
        connect(&window, &WelcomeWindow::importRequested, this,
                [&](const ImportOrder &order) { imported.append(order); });
        window.setSnapshot(snapshots::noAccounts());
        window.bringForward();
        QVERIFY(imported.isEmpty());
        QVERIFY(shownButton(window, u"Use it"_s));
        shownButton(window, u"Use it"_s)->click();
        QCOMPARE(imported.size(), 1);
        QCOMPARE(imported.first().provider, u"claude"_s);
        QCOMPARE(imported.first().path, path(login));
        QCOMPARE(imported.first().store, CredentialStore::File);
        QVERIFY(added.isEmpty());
        shownButton(window, u"Another way…"_s)->click();
        QCOMPARE(added.size(), 1);
        savePicture(window, u"welcome"_s);
    }

    void withoutALoginThereIsTheDialog()
    {
        ClientLinks links(m_home->environment);
        WelcomeWindow window(links);
        QSignalSpy added(&window, &WelcomeWindow::addRequested);
        window.setSnapshot(snapshots::noAccounts());
        window.bringForward();
        savePicture(window, u"welcome-none"_s);
        QStringList texts;
        for (const auto *label : shownWidgets<QLabel>(window))
            texts += label->text();
        const auto words = texts.join(u'\n');
        QVERIFY2(words.contains(u"No login of Claude Code or Codex"_s), qPrintable(words));
        QVERIFY2(words.contains(u"Install Claude Code or Codex"_s), qPrintable(words));
        QVERIFY(!shownButton(window, u"Try it for me"_s));
        shownButton(window, u"Add account…"_s)->click();
        QCOMPARE(added.size(), 1);
    }

    void loginsOfBothClientsAreOffered()
    {
        m_home->write(u"home/.claude/.credentials.json"_s, "{}");
        m_home->write(u"home/.codex/auth.json"_s, "{}");
        m_home->makeProgram(u"claude"_s, "echo '2.1.330 (Claude Code)'");
        m_home->makeProgram(u"codex"_s, "echo codex-cli 0.169.0");
        ClientLinks links(m_home->environment);
        links.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
        WelcomeWindow window(links);
        QStringList imported;
        connect(&window, &WelcomeWindow::importRequested, this,
                [&](const ImportOrder &order) { imported.append(order.provider); });
        window.setSnapshot(snapshots::noAccounts());
        window.bringForward();
        QTRY_COMPARE_WITH_TIMEOUT(links.all().front()->title(), u"Claude Code 2.1.330"_s, 20000);
        QTRY_COMPARE_WITH_TIMEOUT(links.all().back()->title(), u"Codex 0.169.0"_s, 20000);
        savePicture(window, u"welcome-both"_s);
        shownButton(window, u"Use all"_s)->click();
        QCOMPARE(imported, (QStringList{u"claude"_s, u"codex"_s}));
    }

    void exactChangeIsShownBeforeItIsMadeAndUndoneAfter_data()
    {
        QTest::addColumn<int>("client");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("claude") << 0 << u"home/.claude/settings.json"_s
                                << QByteArray("{\n  \"model\": \"opus\"\n}\n");
        QTest::newRow("codex") << 1 << u"home/.codex/config.toml"_s
                               << QByteArray("# mine\nmodel_provider = 'azure'\n\n[tui]\ntheme = \"dark\"\n");
    }

    void exactChangeIsShownBeforeItIsMadeAndUndoneAfter()
    {
        QFETCH(const int, client);
        QFETCH(const QString, file);
        QFETCH(const QByteArray, before);
        m_home->write(file, before);
        ClientLinks links(m_home->environment);
        auto &link = *links.all().at(static_cast<std::size_t>(client));
        links.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
        WelcomeWindow window(links);
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        shownButton(window, u"Point %1 here"_s.arg(link.info().name))->click();
        QCOMPARE(m_home->contentOf(file), before);
        QVERIFY(link.change().contains(u"http://127.0.0.1:8787"_s));
        QVERIFY(!link.change().contains(u"fake-gateway-token"_s));
        savePicture(window, u"welcome-change-"_s + link.info().id);
        shownButton(window, u"Make this change"_s)->click();
        QVERIFY(m_home->contentOf(file).contains("fake-gateway-token"));
        QCOMPARE(link.state(), ClientLink::State::Here);
        savePicture(window, u"welcome-done-"_s + link.info().id);
        shownButton(window, u"Undo"_s)->click();
        QCOMPARE(m_home->contentOf(file), before);
        QCOMPARE(link.state(), ClientLink::State::Elsewhere);
    }

    void whyThereIsNoAddressIsSaid()
    {
        ClientLinks links(m_home->environment);
        links.setTarget({.problem = u"the certificate is for nobody here"_s});
        const auto &link = *links.all().front();
        QCOMPARE(link.state(), ClientLink::State::Unreadable);
        QCOMPARE(link.problem(), u"the certificate is for nobody here"_s);
    }

    void brokenSettingsStayAndAreNamed()
    {
        const auto settings = u"home/.claude/settings.json"_s;
        m_home->write(settings, "{");
        ClientLinks links(m_home->environment);
        links.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
        auto &link = *links.all().front();
        QCOMPARE(link.state(), ClientLink::State::Unreadable);
        QVERIFY(link.problem().contains(path(settings)));
        link.apply();
        QCOMPARE(m_home->contentOf(settings), "{");
    }

    void theFirstRequestCanBeTriedHere()
    {
        m_home->makeProgram(
            u"claude"_s,
            "[ \"$1\" = --version ] && exit; echo \"$@\" > ~/asked; echo 'no luck today' >&2; exit 1");
        m_home->environment.variables.insert(u"HOME"_s, m_home->environment.homeDirectory);
        ClientLinks links(m_home->environment);
        links.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
        auto &link = *links.all().front();
        WelcomeWindow window(links);
        auto snapshot = snapshots::fourAccounts();
        snapshot.requestsToday = 0;
        window.setSnapshot(snapshot);
        window.bringForward();
        QVERIFY(!shownButton(window, u"Try it for me"_s));
        link.apply();
        shownButton(window, u"Try it for me"_s)->click();
        QCOMPARE(link.trial(), ClientLink::Trial::Running);
        QTRY_COMPARE_WITH_TIMEOUT(link.trial(), ClientLink::Trial::Failed, 20000);
        QCOMPARE(link.trialError(), u"no luck today"_s);
        QCOMPARE(m_home->contentOf(u"home/asked"_s), "-p Say hi.\n");
        savePicture(window, u"welcome-tried"_s);
        snapshot.requestsToday = 1;
        window.setSnapshot(snapshot);
        QVERIFY(shownButton(window, u"Done"_s));
    }
};

QTEST_MAIN(WelcomeTest)
#include "tst_welcome.moc"

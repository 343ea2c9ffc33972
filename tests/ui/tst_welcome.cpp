// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_links.h"
#include "gui/common/step_row.h"
#include "gui/common/theme.h"
#include "gui/common/translations.h"
#include "gui/welcome/welcome_window.h"
#include "tests/ui/snapshots.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPushButton>

using namespace sluice;
using namespace Qt::StringLiterals;

class WelcomeTest : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_directory;
    Environment m_environment;

    QString path(const QString &name) const { return m_directory->filePath(name); }

    //! A program of this name, where clients are looked for.
    void makeProgram(const QString &name, const QByteArray &script)
    {
        const auto file = path(u"home/.local/bin/"_s + name);
        write(file, "#!/bin/sh\n" + script + '\n');
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    static void write(const QString &path, const QByteArray &content)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
    }

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static QPushButton *button(QWidget &window, const QString &text)
    {
        for (auto *each : window.findChildren<QPushButton *>()) {
            if (each->text() == text && each->isVisible())
                return each;
        }
        return nullptr;
    }

    static void draw(QWidget &window, const QString &name)
    {
        QDir().mkpath(QStringLiteral(PICTURE_DIR));
        QCoreApplication::processEvents(); // lays out what has just changed
        QPixmap picture(window.size() * 2);
        picture.setDevicePixelRatio(2);
        window.render(&picture);
        QVERIFY(picture.save(QStringLiteral(PICTURE_DIR "/%1.png").arg(name)));
    }

private slots:
    void initTestCase()
    {
        installTranslations();
        QFont font(u"Inter"_s);
        font.setPixelSize(13);
        QApplication::setFont(font);
        QApplication::setStyle(u"Fusion"_s);
        QApplication::setPalette(Theme::light().palette(QApplication::palette()));
    }

    void init()
    {
        m_directory.emplace();
        m_environment = {.homeDirectory = path(u"home"_s), .dataDirectory = path(u"data"_s)};
        QDir().mkpath(m_environment.homeDirectory);
    }

    void findsLoginsWhereTheClientsKeepThem()
    {
        QVERIFY(ClientLinks(m_environment).foundLogins({}).isEmpty());
        for (const auto &file :
             {u"home/.claude/.credentials.json"_s, u"home/.claude-work/.credentials.json"_s,
              u"elsewhere/.credentials.json"_s, u"home/.codex/auth.json"_s})
            write(path(file), "{}");
        QDir().mkpath(path(u"home/.claude-empty"_s));
        m_environment.variables.insert(u"CLAUDE_CONFIG_DIR"_s, path(u"elsewhere"_s));
        QStringList found;
        for (const auto &login : ClientLinks(m_environment).foundLogins({u"~/.claude/.credentials.json"_s}))
            found += login.providerId + u' ' + login.clientName + u' ' + login.folder;
        QCOMPARE(found,
                 (QStringList{u"claude Claude Code "_s + path(u"elsewhere"_s),
                              u"claude Claude Code ~/.claude-work"_s, u"codex Codex ~/.codex"_s}));
    }

    void foundLoginIsUsedOnRequestOnly()
    {
        const auto login = path(u"home/.claude/.credentials.json"_s);
        write(login, "{}");
        ClientLinks links(m_environment);
        WelcomeWindow window(links);
        QSignalSpy imported(&window, &WelcomeWindow::importRequested);
        window.setSnapshot(snapshots::noAccounts());
        window.bringForward();
        QVERIFY(imported.isEmpty());
        QVERIFY(button(window, u"Use it"_s));
        button(window, u"Use it"_s)->click();
        QCOMPARE(imported, (QList<QVariantList>{{u"claude"_s, login}}));
        draw(window, u"welcome"_s);
    }

    void loginsOfBothClientsAreOffered()
    {
        write(path(u"home/.claude/.credentials.json"_s), "{}");
        write(path(u"home/.codex/auth.json"_s), "{}");
        makeProgram(u"claude"_s, "echo '2.1.330 (Claude Code)'");
        makeProgram(u"codex"_s, "echo codex-cli 0.169.0");
        ClientLinks links(m_environment);
        links.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
        WelcomeWindow window(links);
        QSignalSpy imported(&window, &WelcomeWindow::importRequested);
        window.setSnapshot(snapshots::noAccounts());
        window.bringForward();
        QTRY_COMPARE_WITH_TIMEOUT(links.all().front()->title(), u"Claude Code 2.1.330"_s, 20000);
        QTRY_COMPARE_WITH_TIMEOUT(links.all().back()->title(), u"Codex 0.169.0"_s, 20000);
        draw(window, u"welcome-both"_s);
        button(window, u"Use all"_s)->click();
        QCOMPARE(imported.size(), 2);
        QCOMPARE(imported.last().first(), u"codex"_s);
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
        const auto settings = path(file);
        write(settings, before);
        ClientLinks links(m_environment);
        auto &link = *links.all().at(static_cast<std::size_t>(client));
        links.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
        WelcomeWindow window(links);
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        button(window, u"Point %1 here"_s.arg(link.info().name))->click();
        QCOMPARE(contentOf(settings), before);
        QVERIFY(link.change().contains(u"http://127.0.0.1:8787"_s));
        QVERIFY(!link.change().contains(u"fake-gateway-token"_s));
        draw(window, u"welcome-change-"_s + link.info().id);
        button(window, u"Make this change"_s)->click();
        QVERIFY(contentOf(settings).contains("fake-gateway-token"));
        QCOMPARE(link.state(), ClientLink::State::Here);
        draw(window, u"welcome-done-"_s + link.info().id);
        button(window, u"Undo"_s)->click();
        QCOMPARE(contentOf(settings), before);
        QCOMPARE(link.state(), ClientLink::State::Elsewhere);
    }

    void brokenSettingsStayAndAreNamed()
    {
        const auto settings = path(u"home/.claude/settings.json"_s);
        write(settings, "{");
        ClientLinks links(m_environment);
        links.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
        auto &link = *links.all().front();
        QCOMPARE(link.state(), ClientLink::State::Unreadable);
        QVERIFY(link.problem().contains(settings));
        link.apply();
        QCOMPARE(contentOf(settings), "{");
    }

    void theFirstRequestCanBeTriedHere()
    {
        makeProgram(
            u"claude"_s,
            "[ \"$1\" = --version ] && exit; echo \"$@\" > ~/asked; echo 'no luck today' >&2; exit 1");
        m_environment.variables.insert(u"HOME"_s, m_environment.homeDirectory);
        ClientLinks links(m_environment);
        links.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
        auto &link = *links.all().front();
        WelcomeWindow window(links);
        auto snapshot = snapshots::fourAccounts();
        snapshot.requestsToday = 0;
        window.setSnapshot(snapshot);
        window.bringForward();
        QVERIFY(!button(window, u"Try it for me"_s));
        link.apply();
        button(window, u"Try it for me"_s)->click();
        QCOMPARE(link.trial(), ClientLink::Trial::Running);
        QTRY_COMPARE_WITH_TIMEOUT(link.trial(), ClientLink::Trial::Failed, 20000);
        QCOMPARE(link.trialError(), u"no luck today"_s);
        QCOMPARE(contentOf(path(u"home/asked"_s)), "-p Say hi.\n");
        draw(window, u"welcome-tried"_s);
        snapshot.requestsToday = 1;
        window.setSnapshot(snapshot);
        QVERIFY(button(window, u"Done"_s));
    }
};

QTEST_MAIN(WelcomeTest)
#include "tst_welcome.moc"

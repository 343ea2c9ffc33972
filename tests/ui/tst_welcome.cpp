// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_setup.h"
#include "gui/common/step_row.h"
#include "gui/common/theme.h"
#include "gui/common/translations.h"
#include "gui/welcome/found_logins.h"
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
    QString settings() const { return path(u"home/.claude/settings.json"_s); }

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

    void findsLoginsWhereClaudeCodeKeepsThem()
    {
        QVERIFY(foundLogins(m_environment).isEmpty());
        for (const auto &folder : {u"home/.claude"_s, u"home/.claude-work"_s, u"elsewhere"_s})
            write(path(folder + u"/.credentials.json"_s), "{}");
        QDir().mkpath(path(u"home/.claude-empty"_s));
        m_environment.claudeConfigDirectory = path(u"elsewhere"_s);
        QCOMPARE(
            foundLogins(m_environment),
            (QStringList{path(u"elsewhere/.credentials.json"_s), path(u"home/.claude/.credentials.json"_s),
                         path(u"home/.claude-work/.credentials.json"_s)}));
        QCOMPARE(shortFolder(path(u"home/.claude/.credentials.json"_s), m_environment), u"~/.claude"_s);
    }

    void foundLoginIsUsedOnRequestOnly()
    {
        const auto login = path(u"home/.claude/.credentials.json"_s);
        write(login, "{}");
        ClientSetup setup(m_environment);
        WelcomeWindow window(m_environment, setup);
        QSignalSpy imported(&window, &WelcomeWindow::importRequested);
        window.setSnapshot(snapshots::noAccounts());
        window.bringForward();
        QVERIFY(imported.isEmpty());
        QVERIFY(button(window, u"Use it"_s));
        button(window, u"Use it"_s)->click();
        QCOMPARE(imported, (QList<QVariantList>{{login}}));
        draw(window, u"welcome"_s);
    }

    void exactChangeIsShownBeforeItIsMadeAndUndoneAfter()
    {
        const QByteArray before = "{\n  \"model\": \"opus\"\n}\n";
        write(settings(), before);
        ClientSetup setup(m_environment);
        setup.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
        WelcomeWindow window(m_environment, setup);
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        button(window, u"Point Claude Code here"_s)->click();
        QCOMPARE(contentOf(settings()), before);
        QVERIFY(setup.change().contains(u"http://127.0.0.1:8787"_s));
        QVERIFY(!setup.change().contains(u"fake-gateway-token"_s));
        draw(window, u"welcome-change"_s);
        button(window, u"Make this change"_s)->click();
        QVERIFY(contentOf(settings()).contains("fake-gateway-token"));
        QCOMPARE(setup.state(), ClientSetup::State::Here);
        draw(window, u"welcome-done"_s);
        button(window, u"Undo"_s)->click();
        QCOMPARE(contentOf(settings()), before);
        QCOMPARE(setup.state(), ClientSetup::State::Elsewhere);
    }

    void brokenSettingsStayAndAreNamed()
    {
        write(settings(), "{");
        ClientSetup setup(m_environment);
        setup.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
        QCOMPARE(setup.state(), ClientSetup::State::Unreadable);
        QVERIFY(setup.problem().contains(settings()));
        setup.apply();
        QCOMPARE(contentOf(settings()), "{");
    }
};

QTEST_MAIN(WelcomeTest)
#include "tst_welcome.moc"

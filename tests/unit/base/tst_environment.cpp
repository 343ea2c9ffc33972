// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/environment.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! What a test that fails here shows is empty.
Environment ofProcess()
{
    const auto found = Environment::ofProcess();
    return found ? *found : Environment();
}

} // namespace

//! Each test changes the variables of this process, which has no other purpose.
class TestEnvironment : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"."_s));
        qunsetenv("SLUICE_HOME");
        qputenv("HOME", m_directory.path().toLocal8Bit());
        qputenv("XDG_DATA_HOME", m_directory.filePath(u"data"_s).toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", m_directory.filePath(u"config"_s).toLocal8Bit());
        qputenv("XDG_RUNTIME_DIR", m_directory.filePath(u"run"_s).toLocal8Bit());
    }

#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    void theDesktopSaysWhereFilesLive()
    {
        const auto environment = ofProcess();
        QCOMPARE(environment.configFile(), m_directory.filePath(u"config/sluice/config.json"_s));
        QCOMPARE(environment.stateFile(), m_directory.filePath(u"data/sluice/state.json"_s));
        QCOMPARE(environment.controlSocket(), m_directory.filePath(u"run/sluice/control"_s));
    }

    void withoutARuntimeDirectoryThereIsAPrivateOneAndNoWarning()
    {
        qunsetenv("XDG_RUNTIME_DIR");
        const auto socket = ofProcess().controlSocket();
        const bool isSession = socket.startsWith("/run/user/"_L1); // a login session has one
        QVERIFY2(isSession || socket == m_directory.filePath(u"data/sluice/run/control"_s),
                 qPrintable(socket));
        qputenv("XDG_RUNTIME_DIR", "relative");
        QCOMPARE(ofProcess().controlSocket(), socket);
    }

    void relativeDirectoriesOfTheDesktopAreIgnored()
    {
        for (const auto *path : {"relative", "./relative", ""}) {
            qputenv("XDG_CONFIG_HOME", path);
            qputenv("XDG_DATA_HOME", path);
            const auto environment = ofProcess();
            QCOMPARE(environment.configFile(), m_directory.filePath(u".config/sluice/config.json"_s));
            QCOMPARE(environment.stateFile(), m_directory.filePath(u".local/share/sluice/state.json"_s));
        }
    }

    void withoutHomeItIsTheOneInTheListOfUsers()
    {
        const auto *user = ::getpwuid(::getuid());
        qunsetenv("XDG_CONFIG_HOME");
        for (const auto *home : {"", "relative"}) {
            qputenv("HOME", home);
            const auto found = Environment::ofProcess();
            if (!user) { // as in some containers
                QVERIFY(!found);
                QCOMPARE(found.error().code, ErrorCode::InvalidInput);
                continue;
            }
            QVERIFY(found);
            QCOMPARE(found->homeDirectory, QDir::cleanPath(QString::fromLocal8Bit(user->pw_dir)));
            QCOMPARE(found->configDirectory, found->homeDirectory + u"/.config/sluice"_s);
        }
    }
#endif

    void oneVariableMovesEverything()
    {
        qputenv("SLUICE_HOME", m_directory.filePath(u"portable"_s).toLocal8Bit());
        const auto environment = ofProcess();
        const auto base = m_directory.filePath(u"portable"_s);
        for (const auto &file :
             {environment.configFile(), environment.stateFile(), environment.vaultFile(),
              environment.movesFile(), environment.noticesFile(), environment.controlSocket()})
            QVERIFY2(file.startsWith(base + u'/'), qPrintable(file));
    }

private:
    QTemporaryDir m_directory;
};

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/client_files.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestClientFiles : public QObject
{
    Q_OBJECT

    const ClientInfo m_client{.directory = u".cli"_s,
                              .directoryVariable = u"CLI_HOME"_s,
                              .credentialsFile = u"login.json"_s,
                              .accountFile = u".cli.json"_s,
                              .olderAccountFile = u".older.json"_s,
                              .accountFileInHome = true};

private slots:
    void findsTheAccountFile_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("directory");
        QTest::addColumn<QString>("file"); // all in the home
        QTest::newRow("standard") << QString() << u".cli"_s << u".cli.json"_s;
        QTest::newRow("another") << QString() << u".cli-work"_s << u".cli-work/.cli.json"_s;
        QTest::newRow("longer way") << QString() << u".cli-work/../.cli"_s << u".cli.json"_s;
        QTest::newRow("named") << u".cli-work"_s << u".cli-work"_s << u".cli-work/.cli.json"_s;
        QTest::newRow("not the one named") << u".cli-work"_s << u".cli"_s << u".cli.json"_s;
        QTest::newRow("standard, named") << u".cli"_s << u".cli"_s << u".cli/.cli.json"_s;
        QTest::newRow("below") << QString() << u".cli/more"_s << u".cli/more/.cli.json"_s;
        QTest::newRow("older") << QString() << u".cli-old"_s << u".cli-old/.older.json"_s;
    }

    void findsTheAccountFile()
    {
        QFETCH(const QString, variable);
        QFETCH(const QString, directory);
        QFETCH(const QString, file);
        const QTemporaryDir home;
        const QDir dir(home.path());
        QVERIFY(dir.mkpath(u".cli/more"_s) && dir.mkpath(u".cli-work"_s) && dir.mkpath(u".cli-old"_s));
        QFile older(dir.filePath(u".cli-old/.older.json"_s));
        QVERIFY(older.open(QIODevice::WriteOnly));
        Environment environment{.homeDirectory = home.path()};
        if (!variable.isEmpty())
            environment.variables.insert(m_client.directoryVariable, dir.filePath(variable));
        const auto found = accountFile(m_client, dir.filePath(directory) + u"/login.json"_s, environment);
        QCOMPARE(found, dir.filePath(file));
    }

    void noAccountFileWhereTheLoginSaysIt()
    {
        QCOMPARE(accountFile({.directory = u".cli"_s}, u"/home/user/.cli/login.json"_s,
                             {.homeDirectory = u"/home/user"_s}),
                 QString());
    }
};

QTEST_APPLESS_MAIN(TestClientFiles)
#include "tst_client_files.moc"

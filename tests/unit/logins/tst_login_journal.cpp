// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/login_journal.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestLoginJournal : public QObject
{
    Q_OBJECT

private slots:
    void whatKeepsItFromBeingWrittenIsSaid()
    {
        const QTemporaryDir directory;
        const auto file = directory.filePath(QString(252, u'x')); // for the name of a lock that is too long
        const auto put = LoginJournal(file, {u"claude"_s}).put({LoginMove{.id = u"a"_s}});
        QVERIFY(!put);
        QCOMPARE(put.error().code, ErrorCode::FileFailed);
        QCOMPARE(
            put.error().detail,
            u"cannot lock %1 for an edit: no file can be made beside it (File name too long)"_s.arg(file));
    }
};

QTEST_GUILESS_MAIN(TestLoginJournal)
#include "tst_login_journal.moc"

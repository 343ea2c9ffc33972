// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/account_model.h"
#include "tests/ui/snapshots.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class AccountModelTest : public QObject
{
    Q_OBJECT

private slots:
    void followsSnapshots()
    {
        AccountModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSnapshot(snapshots::fourAccounts());
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(0, AccountModel::FiveHour).data().toString(), u"72 %"_s);
        QCOMPARE(model.index(2, AccountModel::State).data().toString(), u"sign in again"_s);
        model.setSnapshot(snapshots::eightAccounts());
        QCOMPARE(model.rowCount(), 8);
        model.setSnapshot(snapshots::noAccounts());
        QCOMPARE(model.rowCount(), 0);
    }

    void theStateTellsWhatIsWrong()
    {
        AccountModel model;
        model.setSnapshot(snapshots::loginTroubles());
        const auto said = [&](int row) {
            return model.index(row, AccountModel::State).data(Qt::ToolTipRole).toString();
        };
        QCOMPARE(said(0), QString());
        QCOMPARE(said(1), u"The provider no longer accepts this login."_s);
        QCOMPARE(said(2), u"The keychain is locked."_s);
    }

    void theStateHasATone()
    {
        AccountModel model;
        const auto tone = [&] {
            return static_cast<Tone>(
                model.index(0, AccountModel::State).data(AccountModel::StateToneRole).toInt());
        };
        model.setSnapshot(snapshots::allLimited());
        QCOMPARE(tone(), Tone::Bad);
        model.setSnapshot(snapshots::askedToWait());
        QCOMPARE(tone(), Tone::Warning);
        model.setSnapshot(snapshots::providerUnreachable());
        QCOMPARE(tone(), Tone::Warning);
        model.setSnapshot(snapshots::fourAccounts());
        QCOMPARE(tone(), Tone::Muted);
    }

    void sameAccountsKeepTheirRows()
    {
        AccountModel model;
        model.setSnapshot(snapshots::fourAccounts());
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setSnapshot(snapshots::fourAccounts());
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 1);
    }

    void checkingUseAsksForIt()
    {
        AccountModel model;
        model.setSnapshot(snapshots::fourAccounts());
        QSignalSpy toggled(&model, &AccountModel::accountToggled);
        const auto use = model.index(0, AccountModel::Use);
        QVERIFY(model.setData(use, Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(toggled, (QList<QVariantList>{{u"work"_s, false}}));
        QCOMPARE(use.data(Qt::CheckStateRole).toInt(), int(Qt::Checked)); // until the engine says so
    }
};

QTEST_GUILESS_MAIN(AccountModelTest)
#include "tst_account_model.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/keyring_state.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestKeyringState : public QObject
{
    Q_OBJECT

private slots:
    void everyRefusalSaysWhatToDo_data()
    {
        QTest::addColumn<KeyringState>("state");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("locked") << KeyringState::Locked << ErrorCode::StoreLocked << u"unlock it"_s;
        QTest::newRow("denied") << KeyringState::Open << ErrorCode::StoreUnavailable << u"allow Sluice"_s;
        QTest::newRow("no keyring") << KeyringState::NoDefault << ErrorCode::StoreUnavailable
                                    << u"make or open one"_s;
        QTest::newRow("no service") << KeyringState::NoService << ErrorCode::StoreUnavailable
                                    << u"start gnome-keyring"_s;
        QTest::newRow("no bus") << KeyringState::NoBus << ErrorCode::StoreUnavailable
                                << u"\"store\": \"vault\""_s;
        QTest::newRow("silent") << KeyringState::NoAnswer << ErrorCode::StoreUnavailable
                                << u"is a password dialog open?"_s;
    }

    void everyRefusalSaysWhatToDo()
    {
        QFETCH(const KeyringState, state);
        QFETCH(const ErrorCode, code);
        QFETCH(const QString, remedy);
        const auto error = keychainError(state, u"Access denied"_s);
        QCOMPARE(error.code, code);
        QVERIFY2(error.detail.contains(remedy), qPrintable(error.detail));
    }

    void refusalOfAnOpenKeyringIsQuoted()
    {
        QVERIFY(keychainError(KeyringState::Open, u"Access denied"_s).detail.contains(u"(Access denied)"_s));
    }
};

QTEST_APPLESS_MAIN(TestKeyringState)
#include "tst_keyring_state.moc"

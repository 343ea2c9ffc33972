// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/integration/storage/fake_bus_service.h"
#include "tests/integration/storage/keychain_bench.h"
#include "tests/integration/storage/keyring_daemon.h"

#include <QtCore/QThread>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! An open wallet with one entry.
std::optional<QVariantList> wallet(const QDBusMessage &call)
{
    const auto isThere = call.arguments().value(2) == u"there"_s;
    if (call.member() == "networkWallet"_L1)
        return QVariantList{u"kdewallet"_s};
    if (call.member() == "open"_L1)
        return QVariantList{1};
    if (call.member() == "entryType"_L1)
        return QVariantList{isThere ? 2 : 0};
    if (call.member() == "readEntry"_L1)
        return QVariantList{QByteArray("fake-1")};
    return QVariantList{0}; // done
}

} // namespace

//! In a KDE session QtKeychain takes the wallet, though there is a Secret Service too.
class TestKeychainKWallet : public QObject
{
    Q_OBJECT

    KeyringDaemon m_keyring;
    QThread m_thread; // QtKeychain waits for the wallet's first answer
    std::unique_ptr<FakeBusService> m_wallet;

private slots:
    void initTestCase()
    {
        qputenv("XDG_CURRENT_DESKTOP", "KDE");
        qputenv("KDE_SESSION_VERSION", "5");
        m_wallet = std::make_unique<FakeBusService>(u"org.kde.kwalletd5"_s, u"/modules/kwalletd5"_s);
        m_wallet->setScript(wallet);
        m_wallet->moveToThread(&m_thread);
        m_thread.start();
    }
    void cleanupTestCase()
    {
        m_thread.quit();
        m_thread.wait();
    }

    void secretServiceThatIsLockedDoesNotMatter()
    {
        m_keyring.start("test");
        m_keyring.lock();
        KeychainBench bench;
        QCOMPARE(bench.read(u"there"_s).value().reveal(), QByteArray("fake-1"));
        QCOMPARE(refusal(bench.read(u"missing"_s)), ErrorCode::NotFound);
        QVERIFY(bench.write(u"missing"_s, "fake-2"));
        QVERIFY(bench.remove(u"missing"_s));
        QVERIFY(m_wallet->calls().contains(u"writeEntry"_s));
    }
};

QTEST_GUILESS_MAIN(TestKeychainKWallet)
#include "tst_keychain_kwallet.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/keychain.h"
#include "tests/integration/storage/fake_bus_service.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_secret_store.h"

#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusVariant>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr auto lockedItem = "/org/freedesktop/secrets/collection/login/1";
constexpr auto dialog = "/org/freedesktop/secrets/prompt/1";

} // namespace

//! A Secret Service that does what gnome-keyring does only with a person before it.
class TestKeychainFake : public QObject
{
    Q_OBJECT

    std::optional<FakeBusService> m_service;
    std::optional<FakeClock> m_clock;
    std::unique_ptr<SecretStore> m_keychain;
    QList<bool> m_isLocked; // one for each question; the last one stays

    //! Has no entry, and is locked as the test says.
    std::optional<QVariantList> answer(const QDBusMessage &call)
    {
        const auto none = QVariant::fromValue(QList<QDBusObjectPath>());
        if (call.member() == "GetAll"_L1)
            return QVariantList{QVariantMap{{u"Collections"_s, none}}};
        if (call.member() == "OpenSession"_L1)
            return QVariantList{QVariant::fromValue(QDBusVariant(QString())),
                                QVariant::fromValue(QDBusObjectPath("/org/freedesktop/secrets/session/1"))};
        if (call.member() == "SearchItems"_L1)
            return QVariantList{none, none};
        if (call.member() == "ReadAlias"_L1)
            return QVariantList{
                QVariant::fromValue(QDBusObjectPath("/org/freedesktop/secrets/collection/login"))};
        if (call.member() == "Get"_L1)
            return QVariantList{QVariant::fromValue(
                QDBusVariant(m_isLocked.size() > 1 ? m_isLocked.takeFirst() : m_isLocked.first()))};
        return std::nullopt;
    }
    void startService() { m_service.emplace(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s); }
    void answerAll()
    {
        m_service->setScript([this](const QDBusMessage &call) { return answer(call); });
    }

private slots:
    void init()
    {
        // One for all: libsecret may take its time to see that there is another one of the same name.
        if (!m_service)
            startService();
        m_service->forget();
        m_clock.emplace();
        m_keychain.reset(makeKeychain(*m_clock, nullptr));
        m_isLocked = {false};
    }
    void cleanup() { m_keychain.reset(); }

    void notFoundIsBelievedOfAKeyringThatStaysOpen()
    {
        answerAll();
        SecretOutcome outcome;
        keepAnswer(m_keychain->read(u"a"_s, this), this, outcome);
        QTRY_VERIFY(outcome);
        QCOMPARE(refusal(*outcome), ErrorCode::NotFound);
        // It looked twice, since it may have been opened between the look and the question.
        QCOMPARE(m_service->calls().count(u"ReadAlias"_s), 2);
    }

    void notFoundIsNotBelievedOfAKeyringThatIsBeingLocked()
    {
        answerAll();
        m_isLocked = {false, true};
        SecretOutcome outcome;
        keepAnswer(m_keychain->read(u"a"_s, this), this, outcome);
        QTRY_VERIFY(outcome);
        QCOMPARE(refusal(*outcome), ErrorCode::StoreLocked);
    }

    void removalIsNotBelievedOfAKeyringThatIsBeingLocked()
    {
        answerAll();
        m_isLocked = {false, true};
        SecretOutcome outcome;
        keepAnswer(m_keychain->remove(u"a"_s, this), this, outcome);
        QTRY_VERIFY(outcome);
        QCOMPARE(refusal(*outcome), ErrorCode::StoreLocked);
    }

    void silentServiceIsGivenUpAfterTwentySeconds()
    {
        SecretOutcome outcome;
        QSignalSpy changes(m_keychain.get(), &SecretStore::availabilityChanged);
        keepAnswer(m_keychain->read(u"a"_s, this), this, outcome);
        QTRY_VERIFY(!m_service->calls().isEmpty()); // libsecret waits for it
        m_clock->advance(19s);
        QVERIFY(!outcome);
        m_clock->advance(1s);
        QVERIFY(outcome);
        QCOMPARE(refusal(*outcome), ErrorCode::StoreUnavailable);
        QVERIFY(outcome->error().detail.contains(u"is a password dialog open?"_s));
        const auto next = answerOf(m_keychain->read(u"a"_s, this));
        QCOMPARE(refusal(*next), ErrorCode::StoreUnavailable); // at once, not after another 20 s

        answerAll();
        m_service->refuseTheRest(); // the dialog is closed
        QTRY_COMPARE(changes.count(), 1);
        SecretOutcome afterwards;
        keepAnswer(m_keychain->read(u"a"_s, this), this, afterwards);
        QTRY_VERIFY(afterwards);
        QCOMPARE(refusal(*afterwards), ErrorCode::NotFound);
    }

    //! libsecret never ends a look whose password dialog has no service any more when it opens.
    void lookIsGivenUpWithItsService()
    {
        m_service->setScript([this](const QDBusMessage &call) -> std::optional<QVariantList> {
            using Paths = QList<QDBusObjectPath>;
            if (call.member() == "SearchItems"_L1)
                return QVariantList{QVariant::fromValue(Paths()),
                                    QVariant::fromValue(Paths{QDBusObjectPath(lockedItem)})};
            if (call.member() == "Unlock"_L1)
                return QVariantList{QVariant::fromValue(Paths()),
                                    QVariant::fromValue(QDBusObjectPath(dialog))};
            if (call.member() != "Prompt"_L1)
                return answer(call);
            QMetaObject::invokeMethod(
                this, [this] { m_service.reset(); }, Qt::QueuedConnection);
            return QVariantList{};
        });
        SecretOutcome outcome;
        QSignalSpy changes(m_keychain.get(), &SecretStore::availabilityChanged);
        keepAnswer(m_keychain->read(u"a"_s, this), this, outcome);
        QTRY_VERIFY(outcome);
        QVERIFY(!m_service);
        QCOMPARE(refusal(*outcome), ErrorCode::StoreUnavailable);
        QVERIFY(outcome->error().detail.contains(u"start gnome-keyring"_s));

        startService();
        answerAll();
        QTRY_COMPARE(changes.count(), 1);
        SecretOutcome afterwards;
        keepAnswer(m_keychain->read(u"a"_s, this), this, afterwards);
        QTRY_VERIFY(afterwards);
        QCOMPARE(refusal(*afterwards), ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestKeychainFake)
#include "tst_keychain_fake.moc"

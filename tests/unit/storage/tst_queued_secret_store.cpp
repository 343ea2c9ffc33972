// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/queued_secret_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_secret_store.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

//! Each call ends when the test says so.
class HeldSecretStore final : public QueuedSecretStore
{
public:
    explicit HeldSecretStore(Clock &clock)
        : QueuedSecretStore(clock, 20s, {ErrorCode::StoreUnavailable, u"no answer"_s}, nullptr)
    {
    }

    QString place() const override { return u"the hand of the test"_s; }
    void end(const QByteArray &value) { finish(Secret(value)); }

    QStringList begun;

private:
    void carryOut(const Call &call) override { begun.append(call.name); }
};

class TestQueuedSecretStore : public QObject
{
    Q_OBJECT

    std::optional<FakeClock> m_clock;
    std::optional<HeldSecretStore> m_store;

    static void turn()
    {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

private slots:
    void init()
    {
        m_store.reset();
        m_clock.emplace();
        m_store.emplace(*m_clock);
    }

    void nextCallBeginsWhenTheLastHasEnded()
    {
        SecretOutcome a;
        SecretOutcome b;
        keepAnswer(m_store->read(u"a"_s, this), this, a);
        keepAnswer(m_store->read(u"b"_s, this), this, b);
        QCOMPARE(m_store->begun, QStringList()); // never inside the call
        turn();
        QCOMPARE(m_store->begun, QStringList{u"a"_s});
        m_store->end("fake-1");
        QCOMPARE(a->value().reveal(), QByteArray("fake-1"));
        QVERIFY(!b);
        turn();
        QCOMPARE(m_store->begun, (QStringList{u"a"_s, u"b"_s}));
        m_store->end("fake-2");
        QCOMPARE(b->value().reveal(), QByteArray("fake-2"));
    }

    void jobIsDeletedAfterItsAnswer()
    {
        const QPointer<SecretJob> job = m_store->read(u"a"_s, this);
        turn();
        m_store->end("");
        QVERIFY(job);
        turn();
        QVERIFY(!job);
    }

    void deletedJobsAreCarriedOutAllTheSame()
    {
        delete m_store->write(u"a"_s, Secret("fake-1"), this);
        auto *deletedMeanwhile = m_store->write(u"b"_s, Secret("fake-1"), this);
        turn();
        m_store->end("");
        turn();
        delete deletedMeanwhile;
        m_store->end("");
        QCOMPARE(m_store->begun, (QStringList{u"a"_s, u"b"_s}));
    }

    void receiverMayDeleteTheStore()
    {
        auto *job = m_store->read(u"a"_s, this);
        connect(job, &SecretJob::finished, this, [this] { m_store.reset(); });
        SecretOutcome other;
        keepAnswer(m_store->read(u"b"_s, this), this, other);
        turn();
        m_store->end("");
        QVERIFY(!m_store);
        turn();
        QCOMPARE(refusal(*other), ErrorCode::StoreUnavailable);
    }

    void overdueCallFailsAndTheRestWithIt()
    {
        QSignalSpy changes(&*m_store, &SecretStore::availabilityChanged);
        SecretOutcome stuck;
        keepAnswer(m_store->read(u"stuck"_s, this), this, stuck);
        turn();
        m_clock->advance(10s);
        SecretOutcome waiting;
        keepAnswer(m_store->write(u"waiting"_s, Secret("fake-1"), this), this, waiting);
        m_clock->advance(10s);
        QCOMPARE(stuck->error(), (Error{ErrorCode::StoreUnavailable, u"no answer"_s}));
        QVERIFY(!waiting);
        QCOMPARE(refusal(*answerOf(m_store->read(u"late"_s, this))), ErrorCode::StoreUnavailable); // at once
        m_clock->advance(10s);
        QCOMPARE(refusal(*waiting), ErrorCode::StoreUnavailable);
        QCOMPARE(changes.count(), 0);

        m_store->end(""); // the dialog is answered
        QCOMPARE(changes.count(), 1);
        turn();
        QCOMPARE(m_store->begun, QStringList{u"stuck"_s}); // its caller was told that it failed
        m_store->read(u"again"_s, this);
        turn();
        QCOMPARE(m_store->begun, (QStringList{u"stuck"_s, u"again"_s}));
        m_store->end("");
    }

    void writeThatNobodyWaitsForOutlastsTheStandstill()
    {
        m_store->read(u"stuck"_s, this);
        turn();
        delete m_store->write(u"only copy"_s, Secret("fake-1"), this);
        m_clock->advance(21s);
        m_store->end("");
        turn();
        QCOMPARE(m_store->begun, (QStringList{u"stuck"_s, u"only copy"_s}));
    }
};

QTEST_GUILESS_MAIN(TestQueuedSecretStore)
#include "tst_queued_secret_store.moc"

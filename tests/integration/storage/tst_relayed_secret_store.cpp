// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/relayed_secret_store.h"
#include "tests/support/event_loop_main.h"
#include "tests/support/memory_secret_store.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>
#include <QtTest/QTest>

#include <atomic>
#include <future>

using namespace sluice;
using namespace Qt::StringLiterals;

using Kind = MemorySecretStore::Kind;

//! The store lives on this thread, as the keychain does; those who use it live on another.
class TestRelayedSecretStore : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<MemorySecretStore> m_far;
    std::unique_ptr<QThread> m_thread;
    QObject *m_user = nullptr; // on the other thread, and deleted there
    RelayedSecretStore *m_near = nullptr; // its child

    //! Runs on the other thread and waits for the end of it.
    void there(const std::function<void()> &action)
    {
        std::promise<void> done; // which the thread sanitizer understands, unlike Qt's own waiting
        QMetaObject::invokeMethod(
            m_user,
            [&] {
                action();
                done.set_value();
            },
            Qt::QueuedConnection);
        done.get_future().wait();
    }
    //! The answer, as it came on the other thread.
    Result<Secret> asked(const std::function<SecretJob *()> &ask)
    {
        SecretOutcome outcome;
        std::atomic<bool> hasEnded = false;
        QThread *answeredOn = nullptr;
        there([&] {
            connect(ask(), &SecretJob::finished, m_user, [&](const Result<Secret> &value) {
                outcome = value;
                answeredOn = QThread::currentThread();
                hasEnded = true;
            });
        });
        if (!QTest::qWaitFor([&] { return hasEnded.load(); }))
            qFatal("no answer"); // it may still write into what is here
        if (answeredOn != m_thread.get())
            return failure(ErrorCode::Internal, u"answered on the wrong thread"_s);
        return *outcome;
    }

private slots:
    void init()
    {
        m_far = std::make_unique<MemorySecretStore>(m_clock);
        m_thread = std::make_unique<QThread>();
        m_user = new QObject;
        m_near = new RelayedSecretStore(*m_far, m_user);
        m_user->moveToThread(m_thread.get());
#ifdef Q_OS_LINUX
        m_thread->setEventDispatcher(new EpollDispatcher); // as the gateway thread has it
#endif
        connect(m_thread.get(), &QThread::finished, m_user, &QObject::deleteLater);
        m_thread->start();
    }

    void cleanup()
    {
        m_thread->quit();
        m_thread->wait();
        m_thread.reset();
        m_far.reset();
    }

    void callsGoThereAndAnswersComeBack()
    {
        QVERIFY(asked([&] { return m_near->write(u"a"_s, Secret("fake-1"), m_user); }));
        QCOMPARE(m_far->entries().value(u"a"_s), QByteArray("fake-1"));
        QCOMPARE(asked([&] { return m_near->read(u"a"_s, m_user); }).value().reveal(), QByteArray("fake-1"));
        QVERIFY(asked([&] { return m_near->remove(u"a"_s, m_user); }));
        QCOMPARE(refusal(asked([&] { return m_near->read(u"a"_s, m_user); })), ErrorCode::NotFound);
        QCOMPARE(m_near->place(), m_far->place());
    }

    void failuresKeepTheirWords()
    {
        m_far->setLocked(true);
        const auto refused = asked([&] { return m_near->read(u"a"_s, m_user); });
        QCOMPARE(refused.error(), (Error{ErrorCode::StoreLocked, u"locked by the test"_s}));
    }

    void changesComeThrough()
    {
        std::atomic<int> changes = 0;
        there([&] { connect(m_near, &SecretStore::availabilityChanged, m_user, [&] { ++changes; }); });
        m_far->setLocked(true);
        m_far->setLocked(false);
        QTRY_COMPARE(changes.load(), 1);
    }

    void callsKeepTheirOrder()
    {
        const auto last = asked([&] {
            for (int i = 0; i < 100; ++i)
                m_near->write(u"a"_s, Secret(QByteArray::number(i)), m_user);
            return m_near->read(u"a"_s, m_user);
        });
        QCOMPARE(last.value().reveal(), QByteArray("99"));
    }

    void deletedJobsDoNoHarm()
    {
        const auto last = asked([&] {
            for (int i = 0; i < 100; ++i)
                delete m_near->write(u"a"_s, Secret(QByteArray::number(i)), m_user);
            return m_near->read(u"a"_s, m_user);
        });
        QCOMPARE(last.value().reveal(), QByteArray("99")); // each write has happened
    }

    void storeMayGoFirst()
    {
        m_far->next(Kind::Read, {.isAnswered = false});
        SecretOutcome outcome;
        std::atomic<bool> hasEnded = false;
        there([&] {
            connect(m_near->read(u"a"_s, m_user), &SecretJob::finished, m_user, [&](const auto &value) {
                outcome = value;
                hasEnded = true;
            });
        });
        QTRY_COMPARE(m_far->calls().size(), 1);
        m_far.reset();
        QTRY_VERIFY(hasEnded.load());
        QCOMPARE(refusal(*outcome), ErrorCode::StoreUnavailable);
        const auto afterwards = asked([&] { return m_near->write(u"a"_s, Secret("fake-1"), m_user); });
        QCOMPARE(refusal(afterwards), ErrorCode::StoreUnavailable);
    }

    void relayMayGoFirst()
    {
        SecretOutcome outcome;
        std::atomic<bool> hasEnded = false;
        there([&] {
            connect(m_near->write(u"a"_s, Secret("fake-1"), m_user), &SecretJob::finished, m_user,
                    [&](const auto &value) {
                        outcome = value;
                        hasEnded = true;
                    });
            delete std::exchange(m_near, nullptr);
        });
        QTRY_VERIFY(hasEnded.load());
        QCOMPARE(refusal(*outcome), ErrorCode::StoreUnavailable);
        QTRY_COMPARE(m_far->entries().value(u"a"_s), QByteArray("fake-1")); // it was on its way
    }

    void bothMayGoAtOnce()
    {
        for (int i = 0; i < 40; ++i) {
            std::atomic<int> answers = 0;
            there([&] {
                for (int call = 0; call < 5; ++call)
                    connect(m_near->read(u"a"_s, m_user), &SecretJob::finished, m_user, [&] { ++answers; });
                if (i % 2 == 0) // deleted on this thread while the store goes on the other
                    QMetaObject::invokeMethod(
                        m_user, [&] { delete std::exchange(m_near, nullptr); }, Qt::QueuedConnection);
            });
            if (i % 3 == 0)
                QCoreApplication::processEvents();
            m_far.reset();
            QTRY_COMPARE(answers.load(), 5);
            cleanup();
            init();
        }
    }
};

int main(int argc, char **argv)
{
    return runOnChosenEventLoop<TestRelayedSecretStore>(argc, argv);
}
#include "tst_relayed_secret_store.moc"

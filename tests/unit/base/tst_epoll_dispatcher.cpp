// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/epoll_dispatcher.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QSocketNotifier>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>
#include <QtTest/QTest>

#include <array>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! A thread on our event loop and an object that lives there.
class Loop
{
public:
    Loop()
    {
        m_thread.setEventDispatcher(new EpollDispatcher);
        object.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Loop()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Loop)

    //! Runs `action` there and waits for it.
    template <typename Action>
    void run(Action action)
    {
        QMetaObject::invokeMethod(&object, action, Qt::BlockingQueuedConnection);
    }

    QObject object;

private:
    QThread m_thread;
};

struct SocketPair
{
    SocketPair() { socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()); }
    ~SocketPair()
    {
        closeEnd(0);
        closeEnd(1);
    }
    Q_DISABLE_COPY_MOVE(SocketPair)

    void closeEnd(std::size_t end)
    {
        if (ends[end] >= 0)
            ::close(std::exchange(ends[end], -1));
    }
    void poke() const { QCOMPARE(::write(ends[1], "x", 1), ssize_t{1}); }

    std::array<int, 2> ends = {-1, -1};
};

} // namespace

class TestEpollDispatcher : public QObject
{
    Q_OBJECT

private slots:
    void carriesCallsBetweenThreads()
    {
        Loop loop;
        int sum = 0;
        for (int i = 1; i <= 1000; ++i)
            QMetaObject::invokeMethod(
                &loop.object, [&sum, i] { sum += i; }, Qt::QueuedConnection);
        loop.run([&sum] { sum *= 2; }); // queued behind the others
        QCOMPARE(sum, 1001000);
        for (int i = 0; i < 1000; ++i)
            loop.run([&sum] { ++sum; }); // each finds the loop asleep
        QCOMPARE(sum, 1002000);
    }

    void eventPostedJustBeforeTheWaitIsNotLost()
    {
        Loop loop;
        std::atomic<int> delivered = 0;
        loop.run([&] {
            auto *dispatcher = QAbstractEventDispatcher::instance();
            connect(
                dispatcher, &QAbstractEventDispatcher::aboutToBlock, &loop.object,
                [&] {
                    QMetaObject::invokeMethod(
                        &loop.object, [&] { ++delivered; }, Qt::QueuedConnection);
                },
                Qt::SingleShotConnection);
        });
        QTRY_COMPARE(delivered.load(), 1);
    }

    void timersFireInOrder()
    {
        Loop loop;
        QList<int> fired;
        loop.run([&] {
            for (const int delay : {30, 10, 20, 0})
                QTimer::singleShot(delay, Qt::PreciseTimer, &loop.object,
                                   [&fired, delay] { fired += delay; });
        });
        QList<int> seen;
        QTRY_VERIFY((loop.run([&] { seen = fired; }), seen.size() == 4));
        QCOMPARE(seen, QList<int>({0, 10, 20, 30}));
    }

    void busyTimerLeavesRoomForSockets()
    {
        Loop loop;
        SocketPair pair;
        std::atomic<bool> seen = false;
        loop.run([&] {
            auto *timer = new QTimer(&loop.object);
            timer->start(0);
            auto *notifier = new QSocketNotifier(pair.ends[0], QSocketNotifier::Read, &loop.object);
            connect(notifier, &QSocketNotifier::activated, &loop.object, [&seen, notifier] {
                seen = true;
                notifier->setEnabled(false);
            });
        });
        pair.poke();
        QTRY_VERIFY(seen);
        loop.run([&] { qDeleteAll(loop.object.children()); });
    }

    void localSocketsTalk()
    {
        Loop loop;
        QLocalServer server;
        const auto name = u"sluice-test-%1"_s.arg(QCoreApplication::applicationPid());
        QVERIFY(server.listen(name));
        QByteArray answer;
        loop.run([&] {
            auto *socket = new QLocalSocket(&loop.object);
            connect(socket, &QLocalSocket::readyRead, &loop.object,
                    [&, socket] { answer += socket->readAll(); });
            socket->connectToServer(name);
            socket->write("question");
        });
        QTRY_VERIFY(server.hasPendingConnections());
        const std::unique_ptr<QLocalSocket> peer(server.nextPendingConnection());
        QTRY_COMPARE(peer->bytesAvailable(), 8);
        peer->write(QByteArray(200'000, 'a'));
        QByteArray seen;
        QTRY_VERIFY((loop.run([&] { seen = answer; }), seen.size() == 200'000));
        loop.run([&] { qDeleteAll(loop.object.children()); });
        QTRY_COMPARE(peer->state(), QLocalSocket::UnconnectedState);
    }

    void notifierMayDieWhileItIsDispatched()
    {
        Loop loop;
        SocketPair first;
        SocketPair second;
        int activations = 0;
        loop.run([&] {
            // Both are ready in the same turn; whichever comes first takes the other away as well.
            auto *one = new QSocketNotifier(first.ends[0], QSocketNotifier::Read, &loop.object);
            auto *other = new QSocketNotifier(second.ends[0], QSocketNotifier::Read, &loop.object);
            for (auto *notifier : {one, other}) {
                connect(notifier, &QSocketNotifier::activated, &loop.object, [&activations, one, other] {
                    ++activations;
                    delete one;
                    delete other;
                });
            }
            first.poke();
            second.poke();
        });
        int seen = 0;
        QTRY_VERIFY((loop.run([&] { seen = activations; }), seen > 0));
        loop.run([&] { seen = activations; });
        QCOMPARE(seen, 1);
    }

    void numberOfAClosedDescriptorServesTheNext()
    {
        Loop loop;
        SocketPair old;
        SocketPair fresh;
        std::atomic<int> onOld = 0;
        std::atomic<int> onFresh = 0;
        loop.run([&] {
            auto *notifier = new QSocketNotifier(old.ends[0], QSocketNotifier::Read, &loop.object);
            connect(notifier, &QSocketNotifier::activated, &loop.object, [&onOld] { ++onOld; });
        });
        loop.run([&] { // a later turn: the kernel knows the descriptor
            qDeleteAll(loop.object.children());
            dup2(fresh.ends[0], old.ends[0]); // closes the old socket and takes its number
            auto *notifier = new QSocketNotifier(old.ends[0], QSocketNotifier::Read, &loop.object);
            connect(notifier, &QSocketNotifier::activated, &loop.object, [&onFresh, notifier] {
                ++onFresh;
                notifier->setEnabled(false);
            });
        });
        fresh.poke();
        QTRY_COMPARE(onFresh.load(), 1);
        QCOMPARE(onOld.load(), 0);
        loop.run([&] { qDeleteAll(loop.object.children()); });
    }

    void idleSocketsDoNotDisturbAnActiveOne()
    {
        Loop loop;
        std::vector<std::unique_ptr<SocketPair>> idle;
        SocketPair active;
        std::atomic<int> wrong = 0;
        std::atomic<int> received = 0;
        idle.reserve(500);
        for (int i = 0; i < 500; ++i)
            idle.push_back(std::make_unique<SocketPair>());
        QVERIFY(idle.back()->ends[1] >= 0);
        loop.run([&] {
            for (const auto &pair : idle) {
                auto *notifier = new QSocketNotifier(pair->ends[0], QSocketNotifier::Read, &loop.object);
                connect(notifier, &QSocketNotifier::activated, &loop.object, [&wrong] { ++wrong; });
            }
            auto *notifier = new QSocketNotifier(active.ends[0], QSocketNotifier::Read, &loop.object);
            connect(notifier, &QSocketNotifier::activated, &loop.object, [&received, &active] {
                std::array<char, 16> bytes = {};
                received += static_cast<int>(::read(active.ends[0], bytes.data(), bytes.size()));
            });
        });
        for (int i = 0; i < 200; ++i)
            active.poke();
        QTRY_COMPARE(received.load(), 200);
        QCOMPARE(wrong.load(), 0);
        loop.run([&] { qDeleteAll(loop.object.children()); });
    }

    void hangUpNobodyWaitsForDoesNotSpin()
    {
        Loop loop;
        SocketPair pair;
        std::atomic<int> turns = 0;
        loop.run([&] {
            auto *notifier = new QSocketNotifier(pair.ends[0], QSocketNotifier::Read, &loop.object);
            notifier->setEnabled(false);
        });
        pair.closeEnd(1);
        loop.run([&] {
            connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &loop.object,
                    [&turns] { ++turns; });
        });
        bool isOver = false;
        loop.run([&] { QTimer::singleShot(50, &loop.object, [&isOver] { isOver = true; }); });
        bool seen = false;
        QTRY_VERIFY((loop.run([&] { seen = isOver; }), seen));
        QVERIFY2(turns < 100, qPrintable(QString::number(turns)));
        loop.run([&] { qDeleteAll(loop.object.children()); });
    }

    void hangUpReachesTheWriter()
    {
        Loop loop;
        SocketPair pair;
        std::atomic<int> activations = 0;
        while (::write(pair.ends[0], "xxxxxxxx", 8) > 0) { } // not writable any more
        loop.run([&] {
            auto *notifier = new QSocketNotifier(pair.ends[0], QSocketNotifier::Write, &loop.object);
            connect(notifier, &QSocketNotifier::activated, &loop.object, [&activations, notifier] {
                ++activations;
                notifier->setEnabled(false);
            });
        });
        QCOMPARE(activations.load(), 0);
        pair.closeEnd(1);
        QTRY_COMPARE(activations.load(), 1);
        loop.run([&] { qDeleteAll(loop.object.children()); });
    }
};

QTEST_GUILESS_MAIN(TestEpollDispatcher)
#include "tst_epoll_dispatcher.moc"

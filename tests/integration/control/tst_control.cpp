// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/control/control_client.h"
#include "engine/control/control_server.h"
#include "engine/storage/advisory_lock.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>
#include <QtTest/QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <barrier>
#include <future>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

Result<QJsonObject> echo(const QJsonObject &request)
{
    if (!request.contains("command"_L1))
        return failure(ErrorCode::InvalidInput, u"not a command"_s);
    return QJsonObject{{u"echo"_s, request.value("command"_L1)}};
}

//! The command line's side, which waits: so it runs beside our event loop.
template <typename Call>
auto inBackground(Call call)
{
    return std::async(std::launch::async, call);
}

template <typename T>
bool isReady(const std::future<T> &future)
{
    return future.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
}

} // namespace

class TestControl : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_path = m_directory->filePath(u"run/control"_s);
        m_server = std::make_unique<ControlServer>(echo, nullptr);
    }
    void cleanup() { m_server.reset(); }

    void aFolderTooLongForASocketIsNamedWithWhatToDo()
    {
        const auto limit = QFile::encodeName(m_directory->path()).size();
        const auto longest = m_directory->filePath(QString(96 - limit, u'x')); // 97 bytes on Linux
        QVERIFY(m_server->listen(longest + u"/control"_s));
        ControlServer other(echo, nullptr);
        const auto refused = other.listen(longest + QString(10, u'x') + u"/control"_s);
        QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
        QVERIFY2(refused.error().detail.contains("107 bytes of at most"_L1)
                     && refused.error().detail.contains("SLUICE_HOME"_L1),
                 qPrintable(refused.error().detail));
    }

    void answersSeveralClients()
    {
        QVERIFY(m_server->listen(m_path));
        auto one = inBackground([this] { return askRunningInstance(m_path, {{u"command"_s, u"one"_s}}); });
        auto two = inBackground([this] { return askRunningInstance(m_path, {{u"command"_s, u"two"_s}}); });
        QTRY_VERIFY(isReady(one) && isReady(two));
        const auto first = one.get();
        const auto second = two.get();
        QVERIFY(first && second);
        QCOMPARE(first->value("echo"_L1).toString(), u"one"_s);
        QCOMPARE(second->value("echo"_L1).toString(), u"two"_s);
        QVERIFY(first->value("ok"_L1).toBool());
    }

    void refusalsReachTheCaller()
    {
        QVERIFY(m_server->listen(m_path));
        auto asked = inBackground([this] { return askRunningInstance(m_path, {{u"other"_s, 1}}); });
        QTRY_VERIFY(isReady(asked));
        const auto answer = asked.get();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::InvalidInput);
        QCOMPARE(answer.error().detail, u"not a command"_s);
    }

    void missingInstanceIsNotFound()
    {
        const auto answer = askRunningInstance(m_path, {});
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::NotFound);
    }

    void anInstanceThatEndsMeanwhileIsNotTakenForNone()
    {
        QLocalServer ending;
        const auto path = m_directory->filePath(u"ending"_s);
        QVERIFY(ending.listen(path));
        connect(&ending, &QLocalServer::newConnection, &ending,
                [&ending] { ending.nextPendingConnection()->abort(); });
        auto asked = inBackground([&path] { return askRunningInstance(path, {{u"command"_s, u"x"_s}}); });
        QTRY_VERIFY(isReady(asked));
        const auto answer = asked.get();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::UpstreamClosed);
    }

    void watchersGetEveryUpdateOnce()
    {
        QVERIFY(m_server->listen(m_path));
        QLocalSocket watcher;
        QLocalSocket other;
        watcher.connectToServer(m_path);
        other.connectToServer(m_path);
        watcher.write("{\"command\":\"status\",\"watch\":true}\n{\"command\":\"status\",\"watch\":true}\n");
        other.write("{\"command\":\"status\"}\n");
        QTRY_VERIFY(m_server->hasWatchers());
        QTRY_VERIFY(other.canReadLine());
        other.readLine();
        m_server->publish({{u"n"_s, 1}});
        QByteArray lines;
        QTRY_VERIFY((lines += watcher.readAll()).endsWith("{\"n\":1}\n"));
        QCOMPARE(lines.count('\n'), 3); // two answers, one update
        QCOMPARE(other.bytesAvailable(), 0);
        watcher.disconnectFromServer();
        QTRY_VERIFY(!m_server->hasWatchers());
        m_server->publish({{u"n"_s, 2}});
    }

    void aWatcherThatLeavesBeforeItsAnswerIsForgotten()
    {
        int asked = 0;
        ControlServer server(
            [&asked](const QJsonObject &) {
                ++asked;
                return QJsonObject();
            },
            nullptr);
        QVERIFY(server.listen(m_path));
        {
            QLocalSocket watcher;
            watcher.connectToServer(m_path);
            QVERIFY(watcher.waitForConnected());
            watcher.write("{\"command\":\"status\",\"watch\":true}\n");
            QVERIFY(watcher.flush());
            watcher.abort(); // the server has not even accepted it yet
        }
        QTRY_COMPARE(asked, 1);
        QTRY_VERIFY(!server.hasWatchers());
        server.publish({{u"n"_s, 1}});
    }

    void watchEndsWhenTheCallerHasEnough()
    {
        QVERIFY(m_server->listen(m_path));
        auto watched = inBackground([this] {
            int updates = 0;
            const auto status =
                watchRunningInstance(m_path, {{u"command"_s, u"status"_s}},
                                     [&updates](const QJsonObject &) { return ++updates < 3; });
            return status ? updates : -1;
        });
        QTRY_VERIFY(m_server->hasWatchers());
        m_server->publish({{u"n"_s, 1}});
        m_server->publish({{u"n"_s, 2}});
        QTRY_VERIFY(isReady(watched));
        QCOMPARE(watched.get(), 3);
        QTRY_VERIFY(!m_server->hasWatchers());
    }

    void watchEndsWithoutNewsWhenItIsNotWantedAnyMore()
    {
        QVERIFY(m_server->listen(m_path));
        std::atomic<bool> isWanted = true;
        auto watched = inBackground([&] {
            return watchRunningInstance(
                m_path, {{u"command"_s, u"status"_s}}, [](const QJsonObject &) { return true; },
                [&isWanted] { return isWanted.load(); });
        });
        QTRY_VERIFY(m_server->hasWatchers());
        isWanted = false;
        QTRY_VERIFY(isReady(watched));
        QVERIFY(watched.get());
    }

    void watchEndsWithTheInstance()
    {
        QVERIFY(m_server->listen(m_path));
        auto watched = inBackground([this] {
            return watchRunningInstance(m_path, {{u"command"_s, u"status"_s}},
                                        [](const QJsonObject &) { return true; });
        });
        QTRY_VERIFY(m_server->hasWatchers());
        m_server.reset();
        QTRY_VERIFY(isReady(watched));
        QCOMPARE(watched.get().error().code, ErrorCode::UpstreamClosed);
    }

    void garbageIsAnsweredAndForgotten_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("text") << QByteArray("hello\n");
        QTest::newRow("empty") << QByteArray("\n");
        QTest::newRow("array") << QByteArray("[1]\n");
        QTest::newRow("bytes") << QByteArray("\0\xff\xfe\n", 4);
    }
    void garbageIsAnsweredAndForgotten()
    {
        QFETCH(const QByteArray, line);
        QVERIFY(m_server->listen(m_path));
        QLocalSocket socket;
        socket.connectToServer(m_path);
        socket.write(line + "{\"command\":\"x\"}\n");
        QByteArray answer;
        QTRY_COMPARE((answer += socket.readAll()).count('\n'), 2);
        QVERIFY(answer.startsWith(R"({"error":"not a command","ok":false})"));
        QVERIFY(answer.contains(R"("echo":"x")"));
    }

    void endlessLineEndsTheConnection()
    {
        QVERIFY(m_server->listen(m_path));
        QLocalSocket socket;
        socket.connectToServer(m_path);
        socket.write(QByteArray(200'000, 'x'));
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
    }

    void onlyItsOwnerMayConnect()
    {
        QVERIFY(m_server->listen(m_path));
        constexpr auto all = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner
            | QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
            | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
        QCOMPARE(QFileInfo(m_path).permissions() & all, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        QCOMPARE(QFileInfo(QFileInfo(m_path).path()).permissions() & all,
                 QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    }

    void deadSocketFileIsReplaced()
    {
        QVERIFY(m_server->listen(m_path));
        // What a killed instance leaves: a socket file that nobody listens at.
        const auto deadPath = m_directory->filePath(u"run/dead"_s);
        {
            ControlServer other(echo, nullptr);
            QVERIFY(other.listen(deadPath));
            QVERIFY(QFile::rename(deadPath, deadPath + u"-moved"_s)); // so that it is not removed at the end
        }
        QVERIFY(QFile::rename(deadPath + u"-moved"_s, deadPath));
        ControlServer next(echo, nullptr);
        QVERIFY(next.listen(deadPath));
        auto asked = inBackground([&] { return askRunningInstance(deadPath, {{u"command"_s, u"x"_s}}); });
        QTRY_VERIFY(isReady(asked));
        QVERIFY(asked.get());
    }

    void secondInstanceIsRefused()
    {
        QVERIFY(m_server->listen(m_path));
        ControlServer second(echo, nullptr);
        const auto status = second.listen(m_path);
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::AddressInUse);
        QVERIFY(status.error().detail.contains(m_path));
        auto asked = inBackground([this] { return askRunningInstance(m_path, {{u"command"_s, u"x"_s}}); });
        QTRY_VERIFY(isReady(asked));
        QVERIFY(asked.get()); // the first goes on
    }

    void ofTwoThatBeginAtOnceOneWins()
    {
        for (int round = 0; round < 30; ++round) {
            const auto path = m_directory->filePath(u"run%1/control"_s.arg(round));
            std::barrier together(2); // they begin at once, and neither goes before both have tried
            std::array<Status, 2> outcomes{Done{}, Done{}};
            const auto begin = [&together, &path](Status &outcome) {
                std::unique_ptr<QThread> thread(QThread::create([&together, &path, &outcome] {
                    ControlServer server(echo, nullptr);
                    together.arrive_and_wait();
                    outcome = server.listen(path);
                    together.arrive_and_wait();
                }));
                thread->start();
                return thread;
            };
            const std::array starts{begin(outcomes.at(0)), begin(outcomes.at(1))};
            for (const auto &start : starts)
                QVERIFY(start->wait());
            QCOMPARE(std::ranges::count_if(outcomes, &Status::has_value), 1);
            const auto &refused = outcomes.at(0) ? outcomes.at(1) : outcomes.at(0);
            QCOMPARE(refused.error().code, ErrorCode::AddressInUse);
        }
    }

    void oneThatIsAboutToListenKeepsOthersOut()
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        auto starting = AdvisoryLock::acquire(m_path + u".lock"_s);
        QVERIFY(starting);
        const auto refused = m_server->listen(m_path);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AddressInUse);
        QVERIFY2(refused.error().detail.contains(m_path), qPrintable(refused.error().detail));
        starting->reset(); // it has died: its file says nothing
        QVERIFY(m_server->listen(m_path));
        m_server.reset();
        QCOMPARE(FileFacts::ofPath(m_path + u".lock"_s)->mode, 0600U);
        ControlServer next(echo, nullptr);
        QVERIFY(next.listen(m_path));
    }

    void whereNothingCanBeLockedItListensAllTheSame()
    {
        QVERIFY(QDir().mkpath(m_path + u".lock"_s)); // no file, so there is no lock, as on some file systems
        QVERIFY(m_server->listen(m_path));
        ControlServer second(echo, nullptr);
        QCOMPARE(second.listen(m_path).error().code, ErrorCode::AddressInUse);
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
    std::unique_ptr<ControlServer> m_server;
};

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"

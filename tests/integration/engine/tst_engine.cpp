// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/control/control_client.h"
#include "engine/engine.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <future>

using namespace sluice;
using namespace Qt::StringLiterals;

//! The facade as the two programs use it, with its own gateway thread and in a folder of its own.
class TestEngine : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        const auto path = m_directory->path();
        m_environment = {.homeDirectory = path,
                         .configDirectory = path + u"/config"_s,
                         .dataDirectory = path + u"/data"_s,
                         .runtimeDirectory = path + u"/run"_s};
        m_engine = std::make_unique<Engine>(Engine::Options{
            .environment = m_environment, .listen = ListenAddress{.host = u"127.0.0.1"_s, .port = 0}});
        m_listening = std::make_unique<QSignalSpy>(m_engine.get(), &Engine::listening);
    }
    void cleanup()
    {
        m_listening.reset();
        m_engine.reset();
    }

    void anAccountCanComeChangeAndGo()
    {
        start();
        const QSignalSpy changes(m_engine.get(), &Engine::commandFinished);
        QSignalSpy logins(m_engine.get(), &Engine::loginFinished);
        QFile file(m_directory->filePath(u"login.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"claudeAiOauth":{"accessToken":"fake-access","expiresAt":4102444800000}})");
        file.close();
        m_engine->importLogin({.provider = u"claude"_s, .path = file.fileName(), .name = u"work"_s});
        QTRY_COMPARE(m_engine->snapshot().accounts.size(), 1);
        m_engine->renameAccount(u"work"_s, u"Work"_s);
        m_engine->setAccountStop(u"work"_s, WindowKind::FiveHour, {.limit = 70});
        m_engine->setAccountEnabled(u"work"_s, false);
        QTRY_COMPARE(m_engine->snapshot().accounts.value(0).name, u"Work"_s);
        m_engine->removeAccount({.accountId = u"work"_s});
        QTRY_VERIFY(m_engine->snapshot().accounts.isEmpty());
        QCOMPARE(changes.size(), 3);
        QTRY_COMPARE(logins.size(), 2);
        for (const auto &arguments : logins)
            QVERIFY(arguments.at(1).value<Error>().detail.isEmpty());
        QVERIFY(file.exists());
    }

    void commandsReachTheGatewayThreadAndComeBack()
    {
        start();
        for (const auto &command : {u"status"_s, u"reload"_s, u"configuration"_s}) {
            auto asked = std::async(std::launch::async, [this, command] {
                return askRunningInstance(m_environment.controlSocket(), {{u"command"_s, command}});
            });
            QTRY_VERIFY(asked.wait_for(std::chrono::seconds{0}) == std::future_status::ready);
            const auto answer = asked.get();
            QVERIFY2(answer, qPrintable(command));
            QVERIFY(answer->value("ok"_L1).toBool());
        }
    }

    void aWindowIsAskedForOnlyWhereThereIsOne_data()
    {
        QTest::addColumn<bool>("hasWindow");
        QTest::newRow("the tray") << true;
        QTest::newRow("sluice serve") << false;
    }
    void aWindowIsAskedForOnlyWhereThereIsOne()
    {
        QFETCH(const bool, hasWindow);
        m_listening.reset();
        m_engine = std::make_unique<Engine>(
            Engine::Options{.environment = m_environment,
                            .listen = ListenAddress{.host = u"127.0.0.1"_s, .port = 0},
                            .hasWindow = hasWindow});
        m_listening = std::make_unique<QSignalSpy>(m_engine.get(), &Engine::listening);
        start();
        const QSignalSpy activated(m_engine.get(), &Engine::activated);
        auto asked = std::async(std::launch::async, [this] {
            return askRunningInstance(m_environment.controlSocket(), {{u"command"_s, u"activate"_s}});
        });
        QTRY_VERIFY(asked.wait_for(std::chrono::seconds{0}) == std::future_status::ready);
        const auto answer = asked.get();
        QCOMPARE(answer.has_value(), hasWindow);
        QCOMPARE(activated.size(), hasWindow ? 1 : 0);
        QVERIFY(answer || answer.error().detail.contains("sluice serve"_L1));
    }

    void theGatewayCanBeTurnedOffAndOn()
    {
        start();
        m_engine->setGatewayEnabled(false);
        QTRY_COMPARE(m_engine->snapshot().state, GatewayState::Off);
        m_engine->setGatewayEnabled(true);
        QTRY_COMPARE(m_listening->size(), 2);
    }

    void stopLetsGoOfIdleClients()
    {
        start();
        QTcpSocket client;
        client.connectToHost(u"127.0.0.1"_s, m_listening->at(0).at(1).value<quint16>());
        QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
        client.write("GET /sluice/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QTRY_VERIFY(client.bytesAvailable() > 0);
        QSignalSpy stopped(m_engine.get(), &Engine::stopped);
        m_engine->stop();
        QTRY_COMPARE(stopped.size(), 1);
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }

    void aNamedConfigurationThatIsMissingIsNotMade()
    {
        const auto named = m_directory->filePath(u"mistyped/config.json"_s);
        Engine engine({.environment = m_environment, .configFile = named});
        const auto started = engine.start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::InvalidInput);
        QVERIFY(started.error().detail.contains(named));
        QVERIFY(!QFileInfo::exists(QFileInfo(named).path()));
    }

    void theDefaultConfigurationIsMade()
    {
        start();
        QVERIFY(QFileInfo::exists(m_environment.configFile()));
    }

    void anEngineMayGoWhileItRuns()
    {
        start();
        m_engine->setGatewayEnabled(false);
        m_engine.reset();
    }

private:
    void start()
    {
        QVERIFY(m_engine->start());
        QTRY_COMPARE(m_listening->size(), 1);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    Environment m_environment;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<QSignalSpy> m_listening;
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"

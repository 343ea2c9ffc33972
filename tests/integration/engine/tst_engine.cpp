// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/control/control_client.h"
#include "engine/engine.h"
#include "engine/storage/vault_secret_store.h"
#include "tests/support/memory_secret_store.h"
#include "tests/support/test_certificates.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <future>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! A provider's token endpoint that answers when it is told to.
class SlowTokenEndpoint
{
public:
    SlowTokenEndpoint()
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            m_connection = m_server.nextPendingConnection();
            QObject::connect(m_connection, &QTcpSocket::readyRead, &m_server,
                             [this] { m_received += m_connection->readAll(); });
        });
    }

    QString url() const { return u"http://127.0.0.1:%1/token"_s.arg(m_server.serverPort()); }
    bool isAsked() const { return m_received.contains("fake-old-refresh"); }
    void answer()
    {
        const QByteArray body = "{\"access_token\":\"fake-new-access\",\"refresh_token\":"
                                "\"fake-new-refresh\",\"expires_in\":28800}";
        m_connection->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

private:
    QTcpServer m_server;
    QTcpSocket *m_connection = nullptr; // the server's child
    QByteArray m_received;
};

} // namespace

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

    void switchedOffAndOnItListensAsTheFileSaysNow()
    {
        const TestCertificates certificates;
        QVERIFY2(certificates.isValid(), "the openssl program is needed");
        const QJsonObject tls{{u"certificate"_s, certificates.certificate()}, {u"key"_s, certificates.key()}};
        write(m_environment.configFile(),
              {{u"gateway"_s, QJsonObject{{u"listen"_s, u"127.0.0.1"_s}, {u"port"_s, 0}, {u"tls"_s, tls}}}});
        m_listening.reset();
        m_engine = std::make_unique<Engine>(Engine::Options{.environment = m_environment});
        m_listening = std::make_unique<QSignalSpy>(m_engine.get(), &Engine::listening);
        start();
        QVERIFY(m_engine->snapshot().tls);
        write(m_environment.configFile(),
              {{u"gateway"_s, QJsonObject{{u"listen"_s, u"127.0.0.2"_s}, {u"port"_s, 0}}}});
        m_engine->reload();
        m_engine->setGatewayEnabled(false);
        QTRY_COMPARE(m_engine->snapshot().state, GatewayState::Off);
        m_engine->setGatewayEnabled(true);
        QTRY_COMPARE(m_listening->size(), 2);
        QCOMPARE(m_listening->at(1).at(0).toString(), u"127.0.0.2"_s);
        QVERIFY(!m_engine->snapshot().tls);
        QTcpSocket client;
        client.connectToHost(u"127.0.0.2"_s, m_listening->at(1).at(1).value<quint16>());
        client.write("GET /sluice/v1/health HTTP/1.1\r\nHost: 127.0.0.2\r\n\r\n");
        QTRY_VERIFY(client.bytesAvailable() > 0);
        QVERIFY(client.readAll().startsWith("HTTP/1.1 200 "));
    }

    void aConfigurationThatIsNotTakenOverIsToldOfAndTheOneBeforeHolds_data()
    {
        QTest::addColumn<QJsonObject>("changed");
        QTest::addColumn<QString>("problem");
        QTest::newRow("an address that is not allowed")
            << QJsonObject{{u"gateway"_s, QJsonObject{{u"listen"_s, u"192.0.2.1"_s}}}} << u"gateway.listen"_s;
        const QJsonObject token{{u"file"_s, u"/nowhere/token"_s}};
        QTest::newRow("a token that is not there")
            << QJsonObject{{u"gateway"_s, QJsonObject{{u"listen"_s, u"127.0.0.2"_s}, {u"port"_s, 0}}},
                           {u"users"_s, QJsonArray{QJsonObject{{u"name"_s, u"ann"_s}, {u"token"_s, token}}}}}
            << u"users[0].token"_s;
    }
    void aConfigurationThatIsNotTakenOverIsToldOfAndTheOneBeforeHolds()
    {
        QFETCH(const QJsonObject, changed);
        QFETCH(const QString, problem);
        const QJsonObject good{{u"gateway"_s, QJsonObject{{u"listen"_s, u"127.0.0.1"_s}, {u"port"_s, 0}}}};
        write(m_environment.configFile(), good);
        m_listening.reset();
        m_engine = std::make_unique<Engine>(Engine::Options{.environment = m_environment});
        m_listening = std::make_unique<QSignalSpy>(m_engine.get(), &Engine::listening);
        start();
        write(m_environment.configFile(), changed);
        m_engine->reload();
        QTRY_VERIFY(m_engine->snapshot().configurationProblem.contains(problem));
        m_engine->setGatewayEnabled(false);
        QTRY_COMPARE(m_engine->snapshot().state, GatewayState::Off);
        m_engine->setGatewayEnabled(true);
        QTRY_COMPARE(m_listening->size(), 2);
        QCOMPARE(m_listening->at(1).at(0).toString(), u"127.0.0.1"_s);
        QVERIFY(m_engine->snapshot().configurationProblem.contains(problem));
        QCOMPARE(m_engine->settings().users.value(0).name, u"local"_s);
        m_engine->setAccountEnabled(u"nobody"_s, false); // an edit finds it as it is
        QCoreApplication::processEvents();
        QVERIFY(m_engine->snapshot().configurationProblem.contains(problem));
        write(m_environment.configFile(), good);
        m_engine->reload();
        QTRY_COMPARE(m_engine->snapshot().configurationProblem, QString());
    }

    void aGatewayThatFailedCanBeTriedAgainOrTurnedOff()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        m_listening.reset();
        m_engine = std::make_unique<Engine>(
            Engine::Options{.environment = m_environment,
                            .listen = ListenAddress{.host = u"127.0.0.1"_s, .port = other.serverPort()}});
        m_listening = std::make_unique<QSignalSpy>(m_engine.get(), &Engine::listening);
        const QSignalSpy failures(m_engine.get(), &Engine::gatewayFailed);
        QVERIFY(m_engine->start());
        QTRY_COMPARE(failures.size(), 1);
        QCOMPARE(m_engine->snapshot().state, GatewayState::Failed); // before it is told
        QVERIFY(!m_engine->snapshot().problem.isEmpty());
        m_engine->setGatewayEnabled(false);
        QTRY_COMPARE(m_engine->snapshot().state, GatewayState::Off);
        QCOMPARE(m_engine->snapshot().problem, QString());
        m_engine->setGatewayEnabled(true);
        QTRY_COMPARE(failures.size(), 2);
        other.close();
        m_engine->setGatewayEnabled(true);
        QTRY_COMPARE(m_listening->size(), 1);
        QCOMPARE(m_engine->snapshot().state, GatewayState::Listening);
    }

    void whatKeepsTheGatewayFromListeningIsSaidInEnglishAndAsAValue()
    {
        m_listening.reset();
        m_engine = std::make_unique<Engine>(Engine::Options{
            .environment = m_environment, .listen = ListenAddress{.host = u"0.0.0.0"_s, .port = 0}});
        const QSignalSpy failures(m_engine.get(), &Engine::gatewayFailed);
        QVERIFY(m_engine->start());
        QTRY_COMPARE(failures.size(), 1);
        const auto &snapshot = m_engine->snapshot();
        QVERIFY2(snapshot.problem.startsWith("gateway.listen: "_L1), qPrintable(snapshot.problem));
        QCOMPARE(snapshot.fault.detail, snapshot.problem);
        QCOMPARE(snapshot.fault.reason, ErrorReason::TlsNeeded);
        QCOMPARE(failures.at(0).at(0).value<Error>(), snapshot.fault);
    }

    void usersWhoseTokensAreInTheKeychainNeedNoOtherToListenBeyondLoopback()
    {
        keepSecret(u"ann"_s, "fake-first");
        const QJsonObject token{{u"keychain"_s, u"ann"_s}};
        write(m_environment.configFile(),
              {{u"gateway"_s,
                QJsonObject{{u"listen"_s, u"0.0.0.0"_s}, {u"port"_s, 0}, {u"allow_plain_http"_s, true}}},
               {u"users"_s, QJsonArray{QJsonObject{{u"name"_s, u"ann"_s}, {u"token"_s, token}}}}});
        m_listening.reset();
        // In the demo the vault stands for the keychain, so that a test reads nobody's.
        m_engine = std::make_unique<Engine>(Engine::Options{.environment = m_environment, .demo = true});
        m_listening = std::make_unique<QSignalSpy>(m_engine.get(), &Engine::listening);
        start();
        QTRY_COMPARE(statusCode("fake-first"), 200);
        keepSecret(u"ann"_s, "fake-second");
        m_engine->reload();
        QTRY_COMPARE(statusCode("fake-second"), 200);
        QCOMPARE(statusCode("fake-first"), 401);
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

    void aStopWaitsForALoginThatIsBeingRefreshed_data()
    {
        QTest::addColumn<bool>("isHurried");
        QTest::newRow("after the drain time") << false;
        QTest::newRow("when requests get none") << true;
    }
    void aStopWaitsForALoginThatIsBeingRefreshed()
    {
        QFETCH(const bool, isHurried);
        SlowTokenEndpoint endpoint;
        const auto login = m_directory->filePath(u"login.json"_s);
        write(login, {{u"claudeAiOauth"_s, expiredLogin()}});
        write(m_environment.configFile(),
              {{u"gateway"_s, QJsonObject{{u"drain_seconds"_s, isHurried ? 30 : 1}}},
               {u"providers"_s,
                QJsonObject{{u"claude"_s,
                             QJsonObject{{u"api_url"_s, u"http://127.0.0.1:9"_s},
                                         {u"oauth_token_url"_s, endpoint.url()}}}}},
               {u"accounts"_s,
                QJsonArray{QJsonObject{{u"id"_s, u"work"_s},
                                       {u"provider"_s, u"claude"_s},
                                       {u"store"_s, u"file"_s},
                                       {u"path"_s, login}}}}});
        start();
        QTRY_VERIFY(endpoint.isAsked());
        QTcpSocket client;
        client.connectToHost(u"127.0.0.1"_s, m_listening->at(0).at(1).value<quint16>());
        client.write("POST /v1/mess"); // and no more: nothing that a stop could close at once
        QTRY_COMPARE(client.bytesToWrite(), 0);
        const QSignalSpy stopped(m_engine.get(), &Engine::stopped);
        m_engine->stop();
        if (isHurried)
            m_engine->stopNow();
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        m_engine
            ->reload(); // there and back through the gateway's thread: it would have told of its end by now
        QCoreApplication::processEvents();
        QCOMPARE(stopped.size(), 0);
        endpoint.answer();
        QTRY_COMPARE(stopped.size(), 1);
        QFile file(login);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("fake-new-refresh"));
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
    static QJsonObject expiredLogin()
    {
        return {{u"accessToken"_s, u"fake-old-access"_s},
                {u"refreshToken"_s, u"fake-old-refresh"_s},
                {u"expiresAt"_s, qint64{1'700'000'000'000}},
                {u"scopes"_s, QJsonArray{u"user:inference"_s}},
                {u"subscriptionType"_s, u"max"_s}};
    }

    static void write(const QString &path, const QJsonObject &document)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(document).toJson());
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    }

    //! In the vault; a file beside the engine's own access to it.
    void keepSecret(const QString &name, const QByteArray &value)
    {
        VaultSecretStore vault(m_environment.vaultFile(), m_clock, nullptr);
        SecretOutcome outcome;
        QObject context;
        keepAnswer(vault.write(name, Secret(value), &context), &context, outcome);
        QTRY_VERIFY(outcome);
        QVERIFY(*outcome);
    }

    //! What the gateway answers to somebody with this token; 0: nothing.
    int statusCode(const QByteArray &token) const
    {
        QTcpSocket client;
        client.connectToHost(u"127.0.0.1"_s, m_listening->at(0).at(1).value<quint16>());
        client.write("GET /sluice/v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                     + "\r\n\r\n");
        if (!client.waitForReadyRead(30'000))
            return 0;
        return client.readLine().split(' ').value(1).toInt();
    }

    void start()
    {
        QVERIFY(m_engine->start());
        QTRY_COMPARE(m_listening->size(), 1);
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    Environment m_environment;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<QSignalSpy> m_listening;
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"

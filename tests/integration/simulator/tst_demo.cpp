// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/demo.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace sluice;

namespace {

QJsonObject jsonOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

class TestDemo : public QObject
{
    Q_OBJECT

private slots:
    void everythingLiesInOneTemporaryDirectory();
    void accountsComeFromTheirFiles();
    void providerIsTheSimulator();
    void drivesSessionsWithTheLocalToken();
};

void TestDemo::everythingLiesInOneTemporaryDirectory()
{
    QString file;
    {
        Demo demo;
        QVERIFY(demo.start());
        file = demo.configFile();
        QVERIFY(QFile::exists(file));
        QCOMPARE(demo.environment().configFile(), file);
        QVERIFY(!(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }
    QVERIFY(!QFile::exists(file));
}

void TestDemo::accountsComeFromTheirFiles()
{
    Demo demo;
    QVERIFY(demo.start());
    const QJsonArray accounts = jsonOf(demo.configFile())["accounts"_L1].toArray();
    QCOMPARE(accounts.size(), 4);
    for (const auto &account : accounts) {
        const QString path = account["path"_L1].toString();
        const QJsonObject file = jsonOf(path);
        if (account["provider"_L1] == "codex"_L1)
            QVERIFY(file["tokens"_L1]["access_token"_L1].toString().endsWith(".simulated"_L1));
        else
            QVERIFY(file["claudeAiOauth"_L1]["accessToken"_L1].toString().startsWith("sim-access-"_L1));
        QVERIFY(!(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }
}

void TestDemo::providerIsTheSimulator()
{
    Demo demo;
    QVERIFY(demo.start());
    const QJsonObject claude = jsonOf(demo.configFile())["providers"_L1]["claude"_L1].toObject();
    const QJsonObject codex = jsonOf(demo.configFile())["providers"_L1]["codex"_L1].toObject();
    QCOMPARE(codex["chatgpt_url"_L1].toString(), claude["api_url"_L1].toString() + "/backend-api"_L1);
    const QUrl api(claude["api_url"_L1].toString());
    QCOMPARE(api.host(), u"127.0.0.1"_s);
    QTcpSocket socket;
    socket.connectToHost(api.host(), static_cast<quint16>(api.port()));
    QByteArray answer;
    connect(&socket, &QTcpSocket::readyRead, this, [&] { answer += socket.readAll(); });
    socket.write("GET /api/oauth/usage HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                 "Authorization: Bearer sim-access-work-1\r\n\r\n");
    QTRY_VERIFY(answer.contains("\"five_hour\""));
    QVERIFY(answer.startsWith("HTTP/1.1 200 "));
}

void TestDemo::drivesSessionsWithTheLocalToken()
{
    QTcpServer gateway;
    QVERIFY(gateway.listen(QHostAddress::LocalHost));
    QByteArray seen;
    connect(&gateway, &QTcpServer::newConnection, this, [&] {
        auto *client = gateway.nextPendingConnection();
        connect(client, &QTcpSocket::readyRead, this, [&seen, client] { seen += client->readAll(); });
    });
    Demo demo;
    QVERIFY(demo.start());
    demo.drive(u"127.0.0.1"_s, gateway.serverPort(), demo.token());
    QTRY_VERIFY(seen.contains("X-Claude-Code-Session-Id: "));
    QTRY_VERIFY(seen.contains("POST /v1/responses"));
    QVERIFY(seen.contains("Authorization: Bearer " + demo.token().reveal()));
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/engine_core.h"
#include "tests/support/event_loop_main.h"
#include "tests/support/fake_upstream.h"
#include "tests/support/http_peer.h"
#include "tests/support/memory_secret_store.h"
#include "tests/support/page_provider.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray question = R"({"model":"page-1"})";
const QByteArray answer = R"({"text":"from the page","usage":{"in":3,"out":4}})";

//! The engine as the programs run it, with PageProvider as its only provider.
class PageEngine
{
public:
    PageEngine()
    {
        const Environment environment{.homeDirectory = m_directory.path(),
                                      .dataDirectory = m_directory.filePath(u"data"_s)};
        Settings settings;
        settings.gateway.port = 0;
        for (const auto &id : {u"a"_s, u"b"_s}) {
            QFile file(m_directory.filePath(id));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("no login file");
            file.write("{\"key\":\"fake-key-" + id.toLatin1() + "\"}");
            settings.accounts.append({.id = id,
                                      .provider = u"page"_s,
                                      .name = id,
                                      .store = CredentialStore::File,
                                      .path = file.fileName()});
        }
        settings.pools = {{.id = u"page"_s, .provider = u"page"_s, .strategy = Strategy::Fallback}};
        ProviderRegistry providers;
        providers.add(std::make_unique<PageProvider>(QUrl(u"http://127.0.0.1:%1"_s.arg(upstream.listen()))));
        core = std::make_unique<EngineCore>(EngineCore::Start{environment,
                                                              settings,
                                                              {{u"local"_s, Secret("fake-client-key"), {}}},
                                                              {secrets, secrets},
                                                              m_clock},
                                            std::move(providers));
        core->listen();
    }

    std::unique_ptr<HttpPeer> connect()
    {
        std::unique_ptr<ByteStream> stream;
        const std::unique_ptr<DialJob> job(m_dialer.dial(
            {.security = Security::Plain, .host = u"127.0.0.1"_s, .port = core->fullSnapshot().port},
            nullptr));
        QObject::connect(job.get(), &DialJob::finished, job.get(),
                         [&stream](ByteStream *dialed) { stream.reset(dialed); });
        if (!QTest::qWaitFor([&stream] { return stream != nullptr; }))
            qFatal("no connection over loopback");
        return std::make_unique<HttpPeer>(std::move(stream));
    }

    HttpPeer::Answer ask(const QByteArray &path = "/page/ask?x=1")
    {
        const auto client = connect();
        client->send("POST " + path
                     + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer fake-client-key\r\n"
                       "Content-Length: "
                     + QByteArray::number(question.size()) + "\r\n\r\n" + question);
        const auto isThere = [&client] { return client->peek() && client->peek()->isComplete; };
        return QTest::qWaitFor(isThere) ? *client->peek() : HttpPeer::Answer{.head = {.status = 0}};
    }

    QList<QByteArray> tokens() const
    {
        QList<QByteArray> result;
        for (const auto &request : upstream.requests("/page/ask"))
            result.append(request.token());
        return result;
    }

private:
    QTemporaryDir m_directory;
    SystemClock m_clock;
    TcpDialer m_dialer{m_clock};

public:
    FakeUpstream upstream{m_clock};
    MemorySecretStore secrets{m_clock};
    std::unique_ptr<EngineCore> core;
};

QByteArray full(seconds left)
{
    const auto until = QDateTime::currentSecsSinceEpoch() + left.count();
    return answerWire(429, "{\"full_until\":" + QByteArray::number(until) + '}');
}

} // namespace

//! A new provider needs nothing but its own files.
class TestAnotherProvider : public QObject
{
    Q_OBJECT

private slots:
    void requestPassesWithTheAccountsKey_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("JSON") << QByteArray("application/json") << answer;
        QTest::newRow("events") << QByteArray("text/event-stream")
                                << QByteArray("data: {}\n\nevent: end\ndata: " + answer + "\n\n");
    }

    void requestPassesWithTheAccountsKey()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, body);
        PageEngine engine;
        engine.upstream.play(answerWire(200, body, "Content-Type: " + type + "\r\n"), "/page/ask");
        const auto got = engine.ask();
        QCOMPARE(got.head.status, 200);
        QCOMPARE(got.body, body);
        QCOMPARE(engine.tokens(), QList<QByteArray>{"Bearer fake-key-a"});
        const auto seen = engine.upstream.requests("/page/ask").constFirst();
        QCOMPARE(seen.head.target, "/page/ask?x=1");
        QCOMPARE(seen.body, question);
        const auto account = engine.core->fullSnapshot().accounts.constFirst();
        QCOMPARE(account.providerName, u"Page"_s);
        QCOMPARE(account.badgeColor, std::optional<quint32>(0x2f7d4f));
        QCOMPARE(account.tokensToday, 7);
    }

    void fullAccountIsReplacedUnseen()
    {
        PageEngine engine;
        engine.upstream.play(full(1h), "/page/ask");
        engine.upstream.play(answerWire(200, answer), "/page/ask");
        const auto got = engine.ask();
        QCOMPARE(got.head.status, 200);
        QCOMPARE(got.body, answer);
        QCOMPARE(engine.tokens(), (QList<QByteArray>{"Bearer fake-key-a", "Bearer fake-key-b"}));
        QCOMPARE(engine.core->fullSnapshot().accounts.constFirst().phase, AccountPhase::Limited);
    }

    void allFullIsSaidInItsOwnWords()
    {
        PageEngine engine;
        engine.upstream.play(full(2h), "/page/ask");
        engine.upstream.play(full(1h), "/page/ask");
        const auto got = engine.ask();
        QCOMPARE(got.head.status, 429);
        QVERIFY(got.body.startsWith("{\"full_until\":"));
        QCOMPARE(engine.tokens().size(), 2);
    }

    void nobodyServesAnotherProvidersPath()
    {
        PageEngine engine;
        QCOMPARE(engine.ask("/v1/responses").head.status, 404);
    }
};

int main(int argc, char **argv)
{
    return runOnChosenEventLoop<TestAnotherProvider>(argc, argv);
}

#include "tst_another_provider.moc"

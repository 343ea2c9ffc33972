// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/gateway_bench.h"

#include "engine/providers/claude/claude_provider.h"
#include "engine/providers/codex/codex_provider.h"
#include "tests/support/memory_stream.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QFile>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 streamCapacity = 64 * 1024;
constexpr int patience = 60'000; // milliseconds, for a machine with much to do

ProviderRegistry providersAt(quint16 port, GatewayBench::Flavor flavor)
{
    const auto url = u"http://127.0.0.1:%1"_s.arg(port);
    const ProviderSettings settings{.urls = {{u"api_url"_s, url},
                                             {u"chatgpt_url"_s, url + u"/backend-api"_s},
                                             {u"oauth_token_url"_s, url + u"/oauth/token"_s}}};
    ProviderRegistry result;
    if (flavor == GatewayBench::Flavor::Claude)
        result.add(std::make_unique<ClaudeProvider>(settings));
    else
        result.add(std::make_unique<CodexProvider>(settings));
    return result;
}

//! Without the scope for the profile, nobody asks for usage in between.
QByteArray claudeLogin(const QByteArray &name, SystemTime expiresAt)
{
    return R"({"claudeAiOauth":{"accessToken":"fake-access-)" + name + R"(","refreshToken":"fake-refresh-)"
        + name + R"(","expiresAt":)" + QByteArray::number(toUnixMilliseconds(expiresAt))
        + R"(,"scopes":["user:inference"],"subscriptionType":"max"}})";
}

//! The access token is no JWT, so its age counts.
QByteArray codexLogin(const QByteArray &name, SystemTime refreshedAt)
{
    const auto time =
        QDateTime::fromMSecsSinceEpoch(toUnixMilliseconds(refreshedAt), Qt::UTC).toString(Qt::ISODate);
    return R"({"auth_mode":"chatgpt","OPENAI_API_KEY":null,"tokens":{"access_token":"fake-access-)" + name
        + R"(","refresh_token":"fake-refresh-)" + name + R"(","account_id":"fake-account-)" + name
        + R"("},"last_refresh":")" + time.toLatin1() + R"("})";
}

} // namespace

GatewayBench::GatewayBench(const QStringList &ids, Wire wire, Flavor flavor)
    : m_wire(wire)
    , m_flavor(flavor)
    , m_environment{.homeDirectory = m_directory.path(), .dataDirectory = m_directory.filePath(u"data"_s)}
    , dialer(wire == Wire::Memory ? static_cast<Dialer &>(upstream) : m_tcpDialer, clock, nullptr)
    , providers(providersAt(wire == Wire::Memory ? quint16{1} : upstream.listen(), flavor))
    , state(m_environment.stateFile(), clock)
    , connections({}, clock, nullptr)
    , roster(providers, {dialer, clock, random}, LoginHomes(m_environment, {secrets, secrets}, clock), state,
             nullptr)
    , gateway(providers, roster, Upstreams(dialer, connections), clock, random, nullptr)
    , m_listener(clock, nullptr)
{
    const auto provider = providers.all().front()->info().id;
    for (const auto &id : ids) {
        writeLogin(id, id.toLatin1());
        settings.accounts.append({.id = id,
                                  .provider = provider,
                                  .name = id,
                                  .store = CredentialStore::File,
                                  .path = loginPath(id)});
    }
    settings.pools = {{.id = provider, .provider = provider, .strategy = Strategy::Fallback}};
    gateway.setAccess(
        {OriginCheck({u"127.0.0.1"_s}, {}, {}),
         ClientKeyCheck({{u"local"_s, Secret("fake-client-key"), {}}}, ClientKeyCheck::Mode::Required),
         {}});
    gateway.setSnapshotSource([this] { return snapshot(); });
    QObject::connect(&m_listener, &TcpListener::streamAccepted, &gateway, &Gateway::accept);
    if (wire == Wire::Loopback && !m_listener.listen(u"127.0.0.1"_s, 0))
        qFatal("no loopback port");
    apply();
}

GatewayBench::~GatewayBench() = default;

QString GatewayBench::loginPath(const QString &id) const
{
    return m_directory.filePath(u"login-%1/credentials.json"_s.arg(id));
}

void GatewayBench::writeLogin(const QString &id, const QByteArray &name, milliseconds life)
{
    QDir().mkpath(m_directory.filePath(u"login-%1"_s.arg(id)));
    QFile file(loginPath(id));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no login file");
    file.write(m_flavor == Flavor::Claude ? claudeLogin(name, clock.now() + life)
                                          : codexLogin(name, clock.now()));
}

void GatewayBench::removeLogin(const QString &id)
{
    QFile::remove(loginPath(id));
}

std::unique_ptr<HttpPeer> GatewayBench::connect()
{
    return std::make_unique<HttpPeer>(connectStream());
}

std::unique_ptr<SocketPeer> GatewayBench::connectSocket(const QByteArray &upgrade)
{
    return std::make_unique<SocketPeer>(connectStream(), upgrade, clock);
}

std::unique_ptr<ByteStream> GatewayBench::connectStream()
{
    if (m_wire == Wire::Memory) {
        auto [near, far] = MemoryStream::createPair(
            {.delivery = MemoryStream::Delivery::Queued, .capacity = streamCapacity});
        gateway.accept(far.release());
        return std::move(near);
    }
    std::unique_ptr<ByteStream> stream;
    const std::unique_ptr<DialJob> job(m_tcpDialer.dial(
        {.security = Security::Plain, .host = u"127.0.0.1"_s, .port = m_listener.port()}, nullptr));
    QObject::connect(job.get(), &DialJob::finished, job.get(),
                     [&stream](ByteStream *dialed) { stream.reset(dialed); });
    if (!until([&stream] { return stream != nullptr; }))
        qFatal("no connection over loopback");
    return stream;
}

bool GatewayBench::until(const std::function<bool()> &isDone)
{
    for (const QDeadlineTimer deadline(patience); !deadline.hasExpired() && !isDone();) {
        clock.advance(0ms);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return isDone();
}

void GatewayBench::settle()
{
    int turns = 0;
    until([&turns] { return ++turns > 300; });
}

HttpPeer::Answer GatewayBench::ask(const QByteArray &request, const QByteArray &method)
{
    const auto client = connect();
    client->send(request);
    until([&] { return client->hasEnded() || (client->peek(method) && client->peek(method)->isComplete); });
    return client->peek(method).value_or(HttpPeer::Answer{.head = {.status = 0, .reason = "nothing came"}});
}

QByteArrayList GatewayBench::attempts(const QByteArray &path) const
{
    QByteArrayList result;
    for (const auto &request : upstream.requests(path))
        result += request.token().sliced(QByteArrayView("Bearer fake-access-").size());
    return result;
}

EngineSnapshot GatewayBench::snapshot()
{
    EngineSnapshot result;
    result.at = clock.now();
    result.state = GatewayState::Listening;
    roster.fill(result);
    return result;
}

QByteArray messageRequest(const QByteArray &body, const QByteArray &fields)
{
    return "POST /v1/messages?beta=true HTTP/1.1\r\nHost: 127.0.0.1:8787\r\n"
           "Authorization: Bearer fake-client-key\r\nContent-Type: application/json\r\n"
           "anthropic-version: 2023-06-01\r\n"
        + fields + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray socketRequest(const QByteArray &fields)
{
    return "GET /v1/responses HTTP/1.1\r\nHost: 127.0.0.1:8787\r\nConnection: Upgrade\r\nUpgrade: "
           "websocket\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
           "authorization: Bearer fake-client-key\r\noriginator: codex_exec\r\n"
           "sec-websocket-extensions: permessage-deflate; client_max_window_bits\r\n"
        + fields + "\r\n";
}

QByteArray sessionField(const QByteArray &session)
{
    return "X-Claude-Code-Session-Id: " + session + "\r\n";
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/demo.h"

#include "engine/base/clock.h"
#include "engine/base/random.h"
#include "engine/base/start_thread.h"
#include "engine/transport/tcp_dialer.h"
#include "simulator/account_book.h"
#include "simulator/codex_token.h"
#include "simulator/demo_session.h"
#include "simulator/simulator.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>

#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

constexpr double speed = 75; // five hours last four minutes
constexpr int sessionCount = 5;

struct DemoAccount
{
    const char *provider = "";
    const char *id = "";
    const char *name = "";
    const char *plan = "";
    const char *tier = "";
    const char *start = ""; //!< how full its windows are and how fast they fill
    int limit5h = 0; //!< percent; 0: the default
};

// What is left of each week, weighted and by its reset, scores nearly the same within a provider, so that
// least-used spreads the sessions over both accounts. `personal` goes on to the provider's own limit, after
// some 20 requests; `weekend` stops at its person's.
constexpr std::array accounts = {
    DemoAccount{"claude", "work", "work", "max", "default_claude_max_20x",
                R"({"five_hour":0.42,"five_hour_per_request":0.004,"five_hour_resets_in":200,
                    "seven_day":0.94,"seven_day_per_request":0.00004,"seven_day_resets_in":144000})"},
    DemoAccount{"claude", "personal", "personal", "pro", "default_claude_ai",
                R"({"five_hour":0.55,"five_hour_per_request":0.025,"five_hour_resets_in":230,
                    "seven_day":0.3,"seven_day_per_request":0.0002,"seven_day_resets_in":104400})",
                100},
    DemoAccount{"codex", "side_project", "side project", "pro", "",
                R"({"five_hour":0.3,"five_hour_per_request":0.008,"five_hour_resets_in":150,
                    "seven_day":0.52,"seven_day_per_request":0.00008,"seven_day_resets_in":456000})"},
    DemoAccount{"codex", "weekend", "weekend", "plus", "",
                R"({"five_hour":0.08,"five_hour_per_request":0.015,"five_hour_resets_in":220,
                    "seven_day":0.1,"seven_day_per_request":0.0002,"seven_day_resets_in":86400})",
                80},
};

Status writeJson(const QString &path, const QJsonObject &json)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(QJsonDocument(json).toJson()) < 0 || !file.flush())
        return failure(ErrorCode::FileFailed, u"%1: %2"_s.arg(path, file.errorString()));
    return Done{};
}

QJsonObject claudeCredentials(const DemoAccount &account, SystemTime now)
{
    using Kind = SimulatedToken::Kind;
    const QString name = QString::fromLatin1(account.id);
    const QJsonArray scopes = {"user:file_upload"_L1, "user:inference"_L1, "user:mcp_servers"_L1,
                               "user:profile"_L1, "user:sessions:claude_code"_L1};
    const QJsonObject login = {
        {"accessToken"_L1, QString::fromLatin1(SimulatedToken{Kind::Access, name, 1}.text())},
        {"refreshToken"_L1, QString::fromLatin1(SimulatedToken{Kind::Refresh, name, 1}.text())},
        {"expiresAt"_L1, toUnixMilliseconds(now + 8h)},
        {"scopes"_L1, scopes},
        {"subscriptionType"_L1, QLatin1StringView(account.plan)},
        {"rateLimitTier"_L1, QLatin1StringView(account.tier)}};
    return {{"claudeAiOauth"_L1, login}};
}

QJsonObject codexCredentials(const DemoAccount &account, SystemTime now)
{
    const SimulatedAccount whose = {.name = QString::fromLatin1(account.id),
                                    .plan = QString::fromLatin1(account.plan)};
    const QString token = QString::fromLatin1(codexToken(whose, now + codexTokenLife));
    const SimulatedToken refresh = {SimulatedToken::Kind::Refresh, whose.name, 1};
    const QJsonObject tokens = {{"id_token"_L1, token},
                                {"access_token"_L1, token},
                                {"refresh_token"_L1, QString::fromLatin1(refresh.text())},
                                {"account_id"_L1, whose.accountUuid()}};
    return {{"auth_mode"_L1, "chatgpt"_L1},
            {"OPENAI_API_KEY"_L1, QJsonValue()},
            {"tokens"_L1, tokens},
            {"last_refresh"_L1,
             QDateTime::fromMSecsSinceEpoch(toUnixMilliseconds(now), Qt::UTC).toString(Qt::ISODateWithMs)}};
}

bool isCodex(const DemoAccount &account)
{
    return QLatin1StringView(account.provider) == "codex"_L1;
}

} // namespace

//! What lives on the demo's thread.
class DemoWorker final : public QObject
{
public:
    Result<quint16> start()
    {
        m_simulator = std::make_unique<Simulator>(Simulator::Options{.speed = speed}, m_clock, nullptr);
        m_dialer = std::make_unique<TcpDialer>(m_clock);
        for (const auto &account : accounts) {
            const QString name = QString::fromLatin1(account.id);
            const QByteArray plan =
                QByteArray(R"({"plan":")") + account.plan + R"(","tier":")" + account.tier + R"("})";
            for (const QByteArray &json : {QByteArray(account.start), plan}) {
                if (const auto configured = m_simulator->configureAccount(name, json); !configured)
                    return failure(configured.error());
            }
        }
        return m_simulator->listen(0);
    }

    void drive(const Endpoint &gateway, const Secret &token)
    {
        m_sessions.clear();
        for (int i = 0; i < sessionCount; ++i) {
            const auto client = i % 2 == 0 ? DemoSession::Client::ClaudeCode : DemoSession::Client::Codex;
            m_sessions.push_back(
                std::make_unique<DemoSession>(client, gateway, token, *m_dialer, m_clock, m_random, nullptr));
            m_sessions.back()->start();
        }
    }

private:
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<Simulator> m_simulator;
    std::unique_ptr<TcpDialer> m_dialer;
    std::vector<std::unique_ptr<DemoSession>> m_sessions;
};

class Demo::Private
{
public:
    Status writeFiles(quint16 port);
    QString path(const QString &name) const { return directory.filePath(name); }
    Environment environment() const;

    QTemporaryDir directory;
    QThread thread;
    DemoWorker *worker = nullptr; // lives on `thread`, and goes before that ends
    SystemClock clock;
    Secret token;
};

Environment Demo::Private::environment() const
{
    const QString base = path(u"sluice"_s);
    return {.homeDirectory = path(u"home"_s),
            .configDirectory = base,
            .dataDirectory = base,
            .runtimeDirectory = base};
}

Status Demo::Private::writeFiles(quint16 port)
{
    const Environment places = environment();
    for (const QString &place : {places.homeDirectory, places.configDirectory}) {
        if (!QDir().mkpath(place))
            return failure(ErrorCode::FileFailed, "cannot make "_L1 + place);
    }
    QJsonArray accountList;
    for (const auto &account : accounts) {
        const QString id = QString::fromLatin1(account.id);
        const QString provider = QString::fromLatin1(account.provider);
        const QString folder = path(provider + u'-' + id);
        const QString file = folder + (isCodex(account) ? "/auth.json"_L1 : "/.credentials.json"_L1);
        const QJsonObject login = isCodex(account) ? codexCredentials(account, clock.now())
                                                   : claudeCredentials(account, clock.now());
        if (!QDir().mkpath(folder))
            return failure(ErrorCode::FileFailed, "cannot make "_L1 + folder);
        if (const auto written = writeJson(file, login); !written)
            return written;
        QJsonObject entry = {{"id"_L1, id},
                             {"provider"_L1, provider},
                             {"name"_L1, QLatin1StringView(account.name)},
                             {"store"_L1, "file"_L1},
                             {"path"_L1, file}};
        if (account.limit5h > 0)
            entry.insert("limit_5h"_L1, account.limit5h);
        accountList.append(entry);
    }
    const QString url = u"http://127.0.0.1:%1"_s.arg(port);
    const QJsonObject claude = {{"api_url"_L1, url},
                                {"oauth_token_url"_L1, QString(url + "/v1/oauth/token"_L1)}};
    const QJsonObject codex = {{"chatgpt_url"_L1, QString(url + "/backend-api"_L1)},
                               {"api_url"_L1, url},
                               {"oauth_token_url"_L1, QString(url + "/oauth/token"_L1)}};
    const QJsonObject user = {{"name"_L1, "local"_L1}, {"token"_L1, QString::fromLatin1(token.reveal())}};
    return writeJson(places.configFile(),
                     {{"gateway"_L1, QJsonObject{{"port"_L1, 0}}},
                      {"providers"_L1, QJsonObject{{"claude"_L1, claude}, {"codex"_L1, codex}}},
                      {"accounts"_L1, accountList},
                      {"users"_L1, QJsonArray{user}}});
}

Demo::Demo(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    SystemRandom random;
    d->token = Secret(random.bytes(32).toHex());
    d->thread.setObjectName(u"demo"_s);
}

Demo::~Demo()
{
    // While its thread still has turns: streams that it holds go in the next one.
    if (d->worker)
        QMetaObject::invokeMethod(
            d->worker, [worker = d->worker] { delete worker; }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
}

Status Demo::start()
{
    if (!d->directory.isValid())
        return failure(ErrorCode::FileFailed, d->directory.errorString());
    if (auto started = startThread(d->thread); !started)
        return started;
    d->worker = new DemoWorker;
    d->worker->moveToThread(&d->thread);
    Result<quint16> port = failure(ErrorCode::Internal, u"the demo's thread did not answer"_s);
    QMetaObject::invokeMethod(
        d->worker, [&] { port = d->worker->start(); }, Qt::BlockingQueuedConnection);
    if (!port)
        return failure(port.error());
    return d->writeFiles(*port);
}

QString Demo::configFile() const
{
    return environment().configFile();
}

Environment Demo::environment() const
{
    return d->environment();
}

WindowLengths Demo::windowLengths()
{
    return {.fiveHour = AccountBook::shortened(lengthOf(WindowKind::FiveHour), speed)};
}

void Demo::drive(const QString &host, quint16 port, const Secret &token)
{
    const Endpoint gateway = {.security = Security::Plain, .host = host, .port = port};
    QMetaObject::invokeMethod(d->worker,
                              [worker = d->worker, gateway, token] { worker->drive(gateway, token); });
}

Secret Demo::token() const
{
    return d->token;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/client_target.h"
#include "cli/command.h"
#include "cli/stored_settings.h"
#include "engine/base/clock.h"
#include "engine/provider_list.h"
#include "engine/setup/client_files.h"
#include "engine/setup/client_version_job.h"
#include "engine/setup/setup_files.h"
#include "engine/transport/byte_stream.h"
#include "engine/transport/tcp_dialer.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtNetwork/QTcpServer>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! One line each: what was looked at, how it is, and what to do.
class Findings
{
public:
    void good(const QString &text) { printOut(u"ok       %1"_s.arg(text)); }
    void warn(const QString &text, const QString &remedy)
    {
        printOut(u"warning  %1: %2"_s.arg(text, remedy));
    }
    void bad(const QString &text, const QString &remedy)
    {
        printOut(u"problem  %1: %2"_s.arg(text, remedy));
        m_exitCode = ExitFailed;
    }
    int exitCode() const { return m_exitCode; }

private:
    int m_exitCode = ExitDone;
};

void checkPort(Findings &findings, const GatewaySettings &gateway, bool isRunning)
{
    const auto address = u"%1:%2"_s.arg(gateway.listen).arg(gateway.port);
    QTcpServer probe;
    if (probe.listen(QHostAddress(gateway.listen), gateway.port))
        findings.good(isRunning ? u"port: %1 is free; the running instance listens elsewhere"_s.arg(address)
                                : u"port: %1 is free"_s.arg(address));
    else if (isRunning)
        findings.good(u"port: the running instance holds %1"_s.arg(address));
    else
        findings.bad(u"port: %1 cannot be used (%2)"_s.arg(address, probe.errorString()),
                     u"stop the program that holds it, or set another gateway.port"_s);
}

void checkTokenExpiry(Findings &findings, const QString &what, const TokenSet &tokens,
                      const OAuthProfile &oauth)
{
    const auto now = SystemClock().now();
    if (!tokens.expiresAt || *tokens.expiresAt > now)
        findings.good(u"%1: signed in"_s.arg(what));
    else if (oauth.canRefresh(tokens))
        findings.good(u"%1: the access token has expired and will be refreshed"_s.arg(what));
    else
        findings.bad(u"%1: the token has expired and cannot be refreshed"_s.arg(what),
                     u"sign in again with the provider's own CLI"_s);
}

void checkLocks(Findings &findings, const QString &what, const QList<LockSpec> &locks)
{
    for (const auto &lock : locks) {
        const QFileInfo info(lock.path);
        if (info.exists() && !info.isDir())
            findings.bad(u"%1: a plain file stands where the lock %2 should be made"_s.arg(what, lock.path),
                         u"remove that file"_s);
    }
}

QString signInRemedy(const Provider &provider)
{
    const auto remedy = u"sign in with the provider's own CLI, or correct the path"_s;
    const auto setting = provider.client() ? provider.client()->info().fileStoreSetting : QString();
    return setting.isEmpty()
        ? remedy
        : u"%1; if the CLI keeps its login in the keychain, put %2 into its settings first"_s.arg(remedy,
                                                                                                  setting);
}

void checkAccount(Findings &findings, const AccountSettings &account, const Provider &provider,
                  const Environment &environment)
{
    const auto what = u"account %1"_s.arg(account.id);
    if (account.store != CredentialStore::File) {
        findings.bad(u"%1: its login is not in a file"_s.arg(what),
                     u"this version needs \"store\": \"file\" with the path of the CLI's credentials file"_s);
        return;
    }
    QFile file(environment.expanded(account.path));
    if (!file.open(QIODevice::ReadOnly)) {
        findings.bad(u"%1: cannot read %2 (%3)"_s.arg(what, file.fileName(), file.errorString()),
                     signInRemedy(provider));
        return;
    }
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    if (file.permissions() & others)
        findings.warn(u"%1: others can read %2"_s.arg(what, file.fileName()), u"chmod 600 that file"_s);
    if (!QFileInfo(file).isWritable())
        findings.bad(u"%1: %2 cannot be written"_s.arg(what, file.fileName()),
                     u"without that no refresh is made, since the new tokens could not be saved"_s);
    const auto tokens = provider.oauth().parseCredentials(file.readAll());
    if (tokens)
        checkTokenExpiry(findings, what, *tokens, provider.oauth());
    else
        findings.bad(u"%1: %2"_s.arg(what, tokens.error().detail), u"sign in with the provider's own CLI"_s);
    checkLocks(findings, what, provider.oauth().refreshLocks(file.fileName()));
}

//! Where a provider is asked for anything: requests, new tokens, usage.
QList<Endpoint> endpointsOf(const Provider &provider)
{
    QList<Endpoint> result;
    for (const auto &endpoint : {provider.upstream({}), provider.oauth().refreshRequest({}).endpoint,
                                 provider.oauth().usageRequest({}).endpoint}) {
        const auto isSame = [&](const Endpoint &known) { return known.authority() == endpoint.authority(); };
        if (!endpoint.host.isEmpty() && std::ranges::none_of(result, isSame))
            result.append(endpoint);
    }
    return result;
}

//! Dials it once; TLS, proxies of the environment and certificates included.
void checkReachability(Findings &findings, const QString &provider, const Endpoint &endpoint)
{
    SystemClock clock;
    TcpDialer dialer(clock);
    QObject scope;
    auto *job = dialer.dial(endpoint, &scope);
    QObject::connect(job, &DialJob::finished, &scope, [&](ByteStream *stream, const Error &error) {
        const std::unique_ptr<ByteStream> reached(stream);
        const auto what = u"%1: %2"_s.arg(provider, endpoint.host);
        if (reached)
            findings.good(u"%1 answers"_s.arg(what));
        else
            findings.bad(u"%1: %2"_s.arg(what, error.detail),
                         u"check the network, the proxy and the providers' URLs in the configuration"_s);
        QCoreApplication::exit();
    });
    QCoreApplication::exec();
}

QString versionOf(const QString &program, const Environment &environment)
{
    SystemClock clock;
    ClientVersionJob job(program, environment, clock);
    QString result;
    QObject::connect(&job, &ClientVersionJob::finished, &job, [&](const QString &version) {
        result = version;
        QCoreApplication::exit();
    });
    job.start();
    QCoreApplication::exec();
    return result;
}

//! Whether a CLI is installed, in which version, and whether it points here.
void checkClient(Findings &findings, const ClientSetup &client, const ClientTarget &target,
                 const Environment &environment)
{
    const auto &info = client.info();
    const SetupFiles files(client, environment);
    const auto program = clientProgram(info, environment);
    const auto version = program.isEmpty() ? QString() : versionOf(program, environment);
    const auto what = u"%1: %2"_s.arg(version.isEmpty() ? info.name : info.name + u' ' + version,
                                      program.isEmpty() ? u"not found in PATH"_s : program);
    const auto plan = files.planSetup(target);
    if (!plan)
        findings.warn(u"%1: %2"_s.arg(info.name, plan.error().detail), u"correct the file"_s);
    else if (!plan->changesFile())
        findings.good(u"%1, points at Sluice"_s.arg(what));
    else if (program.isEmpty())
        findings.good(what);
    else
        findings.warn(u"%1, does not point at Sluice"_s.arg(what), u"sluice setup %1"_s.arg(info.id));
}

} // namespace

int runDoctor(const QStringList &arguments, const Environment &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Checks configuration, port, credentials files, locks and providers; one line "
        "each, with the remedy. Exits 1 when there is a problem."_s);
    int exitCode = ExitDone;
    if (!parseArguments(parser, u"doctor"_s, arguments, 0, &exitCode))
        return exitCode;

    Findings findings;
    const auto stored = StoredSettings::open(environment);
    if (!stored) {
        findings.bad(u"configuration: %1"_s.arg(stored.error().detail), u"correct the file"_s);
        return ExitConfiguration;
    }
    auto &store = (*stored)->store();
    findings.good(u"configuration: %1"_s.arg(store.file()));
    for (const auto &warning : store.warnings())
        findings.warn(u"configuration: unknown key %1"_s.arg(warning), u"it is kept, and has no effect"_s);
    const auto &settings = store.settings();
    checkPort(findings, settings.gateway, (*stored)->isRunning());
    const auto providers = makeProviders(settings);
    if (settings.accounts.isEmpty())
        findings.warn(u"accounts: none yet"_s,
                      u"sluice accounts import PROVIDER takes the login of its CLI"_s);
    for (const auto &account : settings.accounts)
        checkAccount(findings, account, *providers.byId(account.provider), environment);
    if (const auto target = clientTarget(settings, environment)) {
        for (const auto *client : providers.clients())
            checkClient(findings, *client, *target, environment);
    }
    for (const auto &provider : providers.all()) {
        if (!settings.accounts.isEmpty()
            && std::ranges::find(settings.accounts, provider->info().id, &AccountSettings::provider)
                == settings.accounts.end())
            continue; // nobody asks it anything
        for (const auto &endpoint : endpointsOf(*provider))
            checkReachability(findings, provider->info().name, endpoint);
    }
    return findings.exitCode();
}

} // namespace sluice

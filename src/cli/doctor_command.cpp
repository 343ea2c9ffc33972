// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/stored_settings.h"
#include "engine/base/clock.h"
#include "engine/provider_list.h"
#include "engine/transport/byte_stream.h"
#include "engine/transport/tcp_dialer.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtNetwork/QTcpServer>

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
                     u"sign in with the provider's own CLI, or correct the path"_s);
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

//! Dials each provider once; TLS, proxies of the environment and certificates included.
void checkReachability(Findings &findings, const ProviderRegistry &providers)
{
    SystemClock clock;
    TcpDialer dialer(clock);
    for (const auto &provider : providers.all()) {
        const auto endpoint = provider->upstream({});
        QObject scope;
        auto *job = dialer.dial(endpoint, &scope);
        QObject::connect(job, &DialJob::finished, &scope, [&](ByteStream *stream, const Error &error) {
            const std::unique_ptr<ByteStream> reached(stream);
            const auto what = u"%1: %2"_s.arg(provider->info().name, endpoint.host);
            if (reached)
                findings.good(u"%1 answers"_s.arg(what));
            else
                findings.bad(u"%1: %2"_s.arg(what, error.detail),
                             u"check the network, the proxy and the providers' URLs in the configuration"_s);
            QCoreApplication::exit();
        });
        QCoreApplication::exec();
    }
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
                      u"sluice accounts import claude ~/.claude/.credentials.json"_s);
    for (const auto &account : settings.accounts)
        checkAccount(findings, account, *providers.byId(account.provider), environment);
    checkReachability(findings, providers);
    return findings.exitCode();
}

} // namespace sluice

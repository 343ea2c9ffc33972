// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/client_target.h"
#include "cli/command.h"
#include "cli/doctor_logins.h"
#include "cli/doctor_network.h"
#include "cli/stored_settings.h"
#include "engine/provider_list.h"
#include "engine/setup/client_files.h"
#include "engine/setup/client_version_job.h"
#include "engine/setup/setup_files.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

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
    parser.setApplicationDescription(u"Checks configuration, port, certificate, keychain, logins, locks, "
                                     u"CLIs, providers and clock; one line "
                                     "each, with the remedy. Exits 1 when there is a problem."_s);
    if (const auto ended = parseArguments(parser, u"doctor"_s, arguments, 0))
        return *ended;

    Findings findings;
    const auto stored = StoredSettings::open(environment);
    if (!stored && stored.error().code == ErrorCode::TimedOut) {
        findings.bad(u"instance"_s, stored.error().detail);
        return findings.exitCode();
    }
    if (!stored) {
        findings.bad(u"configuration: %1"_s.arg(stored.error().detail), u"correct the file"_s);
        return ExitConfiguration;
    }
    auto &store = (*stored)->store();
    findings.good(u"configuration: %1"_s.arg(store.file()));
    const auto settings = withExpandedPaths(store.settings(), environment);
    const auto providers = makeProviders(settings);
    const auto unknown = store.warnings() + providers.unknownSettings(settings.providers);
    for (const auto &key : unknown)
        findings.warn(u"configuration: unknown key %1"_s.arg(key), u"it is kept, and has no effect"_s);
    checkPort(findings, settings.gateway, (*stored)->isRunning());
    checkCertificate(findings, settings.gateway);
    checkLogins(findings, settings, providers, environment);
    if (const auto target = clientTarget(settings, environment)) {
        for (const auto *client : providers.clients())
            checkClient(findings, *client, *target, environment);
    } else {
        findings.warn(u"clients: nothing to point them at"_s, target.error().detail);
    }
    QList<ClockSkew> skews;
    for (const auto &provider : providers.all()) {
        if (!settings.accounts.isEmpty()
            && std::ranges::find(settings.accounts, provider->info().id, &AccountSettings::provider)
                == settings.accounts.end())
            continue; // nobody asks it anything
        skews += checkProvider(findings, *provider, settings.accounts);
    }
    checkClock(findings, skews);
    return findings.exitCode();
}

} // namespace sluice

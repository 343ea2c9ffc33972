// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/client_target.h"
#include "cli/command.h"
#include "cli/stored_settings.h"
#include "engine/provider_list.h"
#include "engine/setup/client_files.h"
#include "engine/setup/setup_files.h"

#include <QtCore/QCommandLineParser>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

int fail(const Error &error)
{
    printError(error.detail);
    return ExitFailed;
}

int apply(const SetupFiles &files, const Result<SetupPlan> &plan, const QString &done)
{
    const auto applied = plan ? files.apply(*plan) : Status(failure(plan.error()));
    if (!applied)
        return fail(applied.error());
    printOut(plan->changesFile() ? done : u"%1: nothing to change"_s.arg(files.settingsFile()));
    return ExitDone;
}

//! What can be set up, a line each.
int list(const ProviderRegistry &providers, const Environment &environment)
{
    printOut(u"Which one? sluice setup NAME [--undo] [--print]\n"_s);
    for (const auto *setup : providers.clients()) {
        const auto &client = setup->info();
        const auto program = clientProgram(client, environment);
        printOut(u"  %1 %2 %3; settings in %4"_s.arg(client.id, -12)
                     .arg(client.name, -12)
                     .arg(program.isEmpty() ? u"not found in PATH"_s : program,
                          shortPath(settingsFile(client, environment), environment)));
    }
    return ExitDone;
}

struct Wish
{
    bool undo = false;
    bool print = false;
};

int run(const ClientSetup &client, Wish wish, const Environment &environment)
{
    const SetupFiles files(client, environment);
    if (wish.undo && !wish.print)
        return apply(files, files.planUndo(), u"%1 is as it was before"_s.arg(files.settingsFile()));
    const auto stored = StoredSettings::open(environment);
    if (!stored)
        return report(stored.error());
    if (const auto user = (*stored)->store().ensureUser(); !user)
        return fail(user.error());
    const auto target = clientTarget((*stored)->store().settings(), environment);
    if (!target)
        return fail(target.error());
    const auto plan = wish.undo ? files.planUndo() : files.planSetup(*target);
    if (!wish.print)
        return apply(files, plan, u"%1 now points at %2"_s.arg(files.settingsFile(), target->address));
    if (!plan)
        return fail(plan.error());
    const auto change = client.toDiff(*plan, *target);
    printOut(u"%1\n%2\nOr, for one shell:\n%3"_s.arg(
        files.settingsFile(), change.isEmpty() ? u"nothing to change\n"_s : change, client.exports(*target)));
    return ExitDone;
}

} // namespace

int runSetup(const QStringList &arguments, const Environment &environment)
{
    const auto providers = makeProviders({});
    QStringList names;
    for (const auto *client : providers.clients())
        names += client->info().id;
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Points a coding CLI's own settings file at the gateway and keeps everything else in it byte for "
        "byte. Without a name: what can be set up."_s);
    parser.addPositionalArgument(u"CLI"_s, names.join(u" or "_s), u"[CLI]"_s);
    const QCommandLineOption undo(u"undo"_s, u"Bring back what was there before."_s);
    const QCommandLineOption print(
        u"print"_s,
        u"Show what would change, and what to type for one shell without any file; change nothing."_s);
    parser.addOptions({undo, print});
    if (const auto ended = parseArguments(parser, u"setup"_s, arguments))
        return *ended;
    const auto wanted = parser.positionalArguments();
    const Wish wish{parser.isSet(undo), parser.isSet(print)};
    if (wanted.isEmpty() && !wish.undo && !wish.print)
        return list(providers, environment);
    for (const auto *client : providers.clients()) {
        if (wanted == QStringList{client->info().id})
            return run(*client, wish, environment);
    }
    printError(u"setup takes one name: %1"_s.arg(names.join(u" or "_s)));
    return ExitUsage;
}

} // namespace sluice

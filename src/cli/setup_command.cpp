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
    if (!plan->left.isEmpty())
        printOut(u"%1: %2 was changed since the setup and stays; nothing else of it is left"_s.arg(
            files.settingsFile(), plan->left.join(u" and "_s)));
    else
        printOut(plan->changesFile() ? done : u"%1: nothing to change"_s.arg(files.settingsFile()));
    return ExitDone;
}

QString textOf(const SetupFiles &files, const SetupPlan &plan, const ClientTarget &target)
{
    const auto change = files.client().toDiff(plan, target);
    return files.settingsFile() + u'\n' + (change.isEmpty() ? u"nothing to change\n"_s : change);
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

int undo(const SetupFiles &files, bool isPrinted)
{
    const auto plan = files.planUndo();
    if (!isPrinted || !plan)
        return apply(files, plan, u"%1 is as it was before"_s.arg(files.settingsFile()));
    printOut(textOf(files, *plan, {}));
    return ExitDone;
}

int run(const ClientSetup &client, Wish wish, const Environment &environment)
{
    const SetupFiles files(client, environment);
    if (wish.undo)
        return undo(files, wish.print);
    const auto stored = StoredSettings::open(environment);
    if (!stored)
        return report(stored.error());
    auto &store = (*stored)->store();
    const bool isFirst = store.settings().users.isEmpty();
    if (const auto user = store.ensureUser(); !user)
        return fail(user.error());
    if (isFirst)
        printOut(u"Made the gateway user %1, whose token this is, in %2.\n"_s.arg(
            store.settings().users.first().name, store.file()));
    const auto target = clientTarget(store.settings(), environment);
    if (!target)
        return fail(target.error());
    const auto plan = files.planSetup(*target);
    if (!wish.print)
        return apply(files, plan, u"%1 now points at %2"_s.arg(files.settingsFile(), target->address));
    if (!plan)
        return fail(plan.error());
    printOut(u"%1\nOr, for one shell:\n%2"_s.arg(textOf(files, *plan, *target), client.exports(*target)));
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
        u"Show what would change, and what to type for one shell without any file; leave the CLI's files."_s);
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

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/stored_settings.h"
#include "engine/control/control_client.h"
#include "engine/setup/setup_files.h"

#include <QtCore/QCommandLineParser>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! Where clients reach the gateway: the running instance's address, else the configured one.
QString baseUrl(const GatewaySettings &gateway, const Environment &environment)
{
    auto host = gateway.listen;
    auto port = gateway.port;
    if (const auto status = askRunningInstance(environment.controlSocket(), {{u"command"_s, u"status"_s}})) {
        const auto running = status->value("gateway"_L1).toObject();
        host = running.value("host"_L1).toString();
        port = static_cast<quint16>(running.value("port"_L1).toInt());
    }
    return clientAddress(gateway, host, port);
}

//! The token of the user `local`, or of the first one whose token stands in the file.
Result<Secret> clientToken(StoredSettings &stored)
{
    if (const auto user = stored.store().ensureUser(); !user)
        return failure(user.error());
    for (const auto &user : stored.store().settings().users) {
        if (user.token.kind == TokenSource::Kind::Inline)
            return user.token.inlineToken;
    }
    return failure(ErrorCode::NotFound,
                   u"no user's token stands in the configuration; make one with "
                   "`sluice users add NAME` and set it in the CLI yourself"_s);
}

int apply(const SetupFiles &files, const Result<SetupPlan> &plan, const QString &done)
{
    const auto applied = plan ? files.apply(*plan) : Status(failure(plan.error()));
    if (!applied) {
        printError(applied.error().detail);
        return ExitFailed;
    }
    printOut(plan->changesFile() ? done : u"%1: nothing to change"_s.arg(files.settingsFile()));
    return ExitDone;
}

} // namespace

int runSetup(const QStringList &arguments, const Environment &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Points Claude Code's own settings file at the gateway and keeps everything "
        "else in it byte for byte."_s);
    parser.addPositionalArgument(u"CLI"_s, u"claude-code"_s);
    const QCommandLineOption undo(u"undo"_s, u"Bring back what was there before."_s);
    const QCommandLineOption print(u"print"_s,
                                   u"Show what would change and the variables to export; change nothing."_s);
    parser.addOptions({undo, print});
    int exitCode = ExitDone;
    if (!parseArguments(parser, u"setup"_s, arguments, 1, &exitCode))
        return exitCode;
    if (parser.positionalArguments().first() != "claude-code"_L1) {
        printError(u"this version sets up claude-code"_s);
        return ExitUsage;
    }
    const SetupFiles files(environment);
    if (parser.isSet(undo) && !parser.isSet(print))
        return apply(files, files.planUndo(), u"%1 is as it was before"_s.arg(files.settingsFile()));

    const auto stored = StoredSettings::open(environment);
    if (!stored)
        return exitCodeOf(stored.error());
    const auto token = clientToken(**stored);
    if (!token) {
        printError(token.error().detail);
        return ExitFailed;
    }
    const ClaudeCodeTarget target{baseUrl((*stored)->store().settings().gateway, environment), *token};
    const auto plan = parser.isSet(undo) ? files.planUndo() : files.planSetup(target);
    if (!parser.isSet(print))
        return apply(files, plan, u"%1 now points at %2"_s.arg(files.settingsFile(), target.baseUrl));
    if (!plan) {
        printError(plan.error().detail);
        return ExitFailed;
    }
    printOut(u"%1\n%2\nOr, for one shell:\n%3"_s.arg(files.settingsFile(), toDiff(*plan, target),
                                                     toExports(target)));
    return ExitDone;
}

} // namespace sluice

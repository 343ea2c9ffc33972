// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/stored_settings.h"

#include <QtCore/QCommandLineParser>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

void list(const Settings &settings)
{
    for (const auto &user : settings.users) {
        const auto where = user.token.kind == TokenSource::Kind::Inline ? user.token.inlineToken.fingerprint()
                                                                        : user.token.name;
        const auto pools = user.pools.isEmpty() ? u"default"_s : user.pools.join(u", "_s);
        printOut(u"%1 token %2  pools %3"_s.arg(user.name.leftJustified(16), where, pools));
    }
}

Status edit(SettingsStore &store, const QStringList &arguments, const QStringList &pools)
{
    if (arguments.first() == "remove"_L1)
        return store.removeUser(arguments.at(1));
    const auto token = store.addUser(arguments.at(1), pools);
    if (!token)
        return failure(token.error());
    printOut(QString::fromLatin1(token->reveal())); // the one time that it is shown
    return Done{};
}

} // namespace

int runUsers(const QStringList &arguments, const Environment &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"list          show those who may use the gateway\n"
                                     "add NAME      print a new token, once\n"
                                     "remove NAME   its token is refused from then on"_s);
    parser.addPositionalArgument(u"VERB"_s, u"list, add or remove"_s);
    const QCommandLineOption pool(u"pool"_s, u"For add: a pool the user may use; may be repeated."_s,
                                  u"POOL"_s);
    parser.addOption(pool);
    if (const auto ended = parseArguments(parser, u"users"_s, arguments))
        return *ended;
    const auto positional = parser.positionalArguments();
    const bool isList = positional == QStringList{u"list"_s};
    const bool isEdit =
        positional.size() == 2 && (positional.first() == "add"_L1 || positional.first() == "remove"_L1);
    if (!isList && !isEdit) {
        printError(u"wrong arguments\nSee: sluice users --help"_s);
        return ExitUsage;
    }
    const auto stored = StoredSettings::open(environment);
    if (!stored)
        return report(stored.error());
    if (isList) {
        list((*stored)->store().settings());
        return ExitDone;
    }
    const auto done = edit((*stored)->store(), positional, parser.values(pool));
    const auto published = done ? (*stored)->publish() : done;
    if (published)
        return ExitDone;
    printError(published.error().detail);
    return ExitFailed;
}

} // namespace sluice

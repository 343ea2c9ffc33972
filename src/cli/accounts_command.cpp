// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/login_verbs.h"
#include "cli/status_text.h"
#include "cli/stored_settings.h"
#include "engine/control/control_client.h"
#include "engine/provider_list.h"
#include "engine/setup/client_files.h"
#include "engine/storage/settings_names.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! What is known without a running instance: the configuration alone.
QJsonArray configuredAccounts(const Settings &settings)
{
    QJsonArray result;
    for (const auto &account : settings.accounts) {
        QJsonObject known{{u"id"_s, account.id},
                          {u"provider"_s, account.provider},
                          {u"name"_s, account.name},
                          {u"enabled"_s, account.enabled},
                          {u"state"_s, account.enabled ? u"waiting_for_data"_s : u"off"_s},
                          {u"store"_s, storeNames().at(static_cast<qsizetype>(account.store))},
                          {u"path"_s, account.path}};
        if (!account.owner.email.isEmpty())
            known.insert(u"email"_s, account.owner.email);
        result.append(known);
    }
    return result;
}

//! The logins on this computer that no account uses yet, with the commands that add them.
void printFound(const Settings &settings, const Environment &environment)
{
    QStringList lines;
    const auto providers = makeProviders(settings);
    for (const auto &provider : providers.all()) {
        const auto found =
            provider->client() ? foundLogins(provider->client()->info(), environment) : QStringList();
        for (const auto &path : found) {
            if (std::ranges::none_of(settings.accounts, [&](const AccountSettings &account) {
                    return environment.expanded(account.path) == path;
                }))
                lines += u"  sluice accounts import %1 %2"_s.arg(provider->info().id, path);
        }
    }
    if (!lines.isEmpty())
        printOut(u"\nFound on this computer, and not used yet:\n"_s + lines.join(u'\n'));
}

int list(const QCommandLineParser &parser, bool json, const Environment &environment)
{
    if (parser.positionalArguments().size() != 1) {
        printError(u"accounts list takes no further argument"_s);
        return ExitUsage;
    }
    const auto stored = StoredSettings::open(environment);
    if (!stored)
        return report(stored.error());
    QJsonArray accounts;
    if (const auto status = askRunningInstance(environment.controlSocket(), {{u"command"_s, u"status"_s}}))
        accounts = status->value("accounts"_L1).toArray();
    else if (status.error().code == ErrorCode::NotFound)
        accounts = configuredAccounts((*stored)->store().settings());
    else
        return report(status.error());
    printOut(json ? QString::fromUtf8(QJsonDocument(accounts).toJson()).trimmed()
                  : accountsText(accounts, QDateTime::currentDateTime()));
    if (!json)
        printFound((*stored)->store().settings(), environment);
    return ExitDone;
}

//! Words that change nothing but the configuration; nothing where the arguments are none of them.
std::optional<int> runEdit(const QStringList &arguments, const Environment &environment)
{
    const bool isEnable = arguments.value(0) == "enable"_L1;
    const bool isDisable = arguments.value(0) == "disable"_L1;
    if (arguments.size() != 2 || (!isEnable && !isDisable))
        return {};
    const auto stored = StoredSettings::open(environment);
    if (!stored)
        return report(stored.error());
    const auto done = (*stored)->store().setAccountEnabled(arguments.at(1), isEnable);
    const auto published = done ? (*stored)->publish() : done;
    if (published)
        return ExitDone;
    printError(published.error().detail);
    return ExitFailed;
}

const QString &help()
{
    static const QString text =
        u"list                      show all accounts, and logins found on this computer\n"
        "login PROVIDER            sign in with the provider's own CLI, in a private place; --with-token\n"
        "                          takes a set-up token or an API key from standard input instead\n"
        "import PROVIDER [PATH]    use a login that is in a CLI's own credentials file, or move it out of\n"
        "                          there with --store; without PATH the one that the CLI uses now\n"
        "use ID                    make it the login of the plain CLI; what is there now is kept\n"
        "enable ID, disable ID     let the gateway choose it, or not\n"
        "remove ID                 forget it; a login in keychain or vault is deleted, or goes back to a\n"
        "                          CLI's folder with --hand-back\n"
        "\nProviders: "_s
        + providerIds().join(u", "_s);
    return text;
}

} // namespace

int runAccounts(const QStringList &arguments, const Environment &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(help());
    parser.addPositionalArgument(u"VERB"_s, u"list, login, import, use, enable, disable or remove"_s);
    const QCommandLineOption json(u"json"_s, u"For list: print JSON."_s);
    parser.addOption(json);
    parser.addOptions(loginOptions());
    if (const auto ended = parseArguments(parser, u"accounts"_s, arguments))
        return *ended;
    const auto positional = parser.positionalArguments();
    if (!positional.isEmpty() && positional.first() == "list"_L1)
        return list(parser, parser.isSet(json), environment);
    if (const auto done = runEdit(positional, environment))
        return *done;
    if (const auto done = runLoginVerb(parser, environment))
        return *done;
    printError(u"wrong arguments\nSee: sluice accounts --help"_s);
    return ExitUsage;
}

} // namespace sluice

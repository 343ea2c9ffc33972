// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/status_text.h"
#include "cli/stored_settings.h"
#include "engine/control/control_client.h"
#include "engine/provider_list.h"
#include "engine/setup/client_files.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
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
        result.append(QJsonObject{{u"id"_s, account.id},
                                  {u"provider"_s, account.provider},
                                  {u"name"_s, account.name},
                                  {u"enabled"_s, account.enabled},
                                  {u"state"_s, account.enabled ? u"waiting_for_data"_s : u"off"_s},
                                  {u"path"_s, account.path}});
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
        return exitCodeOf(stored.error());
    QJsonArray accounts;
    if (const auto status = askRunningInstance(environment.controlSocket(), {{u"command"_s, u"status"_s}})) {
        accounts = status->value("accounts"_L1).toArray();
    } else {
        accounts = configuredAccounts((*stored)->store().settings());
    }
    printOut(json ? QString::fromUtf8(QJsonDocument(accounts).toJson()).trimmed()
                  : accountsText(accounts, QDateTime::currentDateTime()));
    if (!json)
        printFound((*stored)->store().settings(), environment);
    return ExitDone;
}

//! The wanted id, made unique.
QString freeId(const Settings &settings, const QString &wanted)
{
    const auto isTaken = [&](const QString &id) {
        return std::ranges::any_of(settings.accounts, [&](const auto &account) { return account.id == id; });
    };
    auto id = wanted;
    for (int i = 2; isTaken(id); ++i)
        id = u"%1-%2"_s.arg(wanted).arg(i);
    return id;
}

//! The credentials file that is meant: the path, the one in that folder, or the CLI's own.
Result<QString> credentialsPath(const Provider &provider, const QStringList &arguments,
                                const Environment &environment)
{
    const auto client = provider.client() ? provider.client()->info() : ClientInfo{};
    auto path = arguments.value(1);
    if (path.isEmpty() && !client.credentialsFile.isEmpty())
        path = credentialsFile(client, environment);
    if (QFileInfo(path).isDir() && !client.credentialsFile.isEmpty())
        path += u'/' + client.credentialsFile;
    if (QFileInfo(path).isFile())
        return QFileInfo(path).absoluteFilePath();
    auto remedy = u"Give the CLI's credentials file"_s;
    if (!client.credentialsFile.isEmpty())
        remedy += u", for instance "_s + shortPath(credentialsFile(client, environment), environment);
    if (!client.fileStoreSetting.isEmpty())
        remedy += u". If %1 keeps its login in the keychain, put %2 into %3 and sign in again"_s.arg(
            client.name, client.fileStoreSetting, shortPath(settingsFile(client, environment), environment));
    return failure(ErrorCode::FileFailed, u"%1 is not a file. %2"_s.arg(path, remedy));
}

Status import(SettingsStore &store, const QStringList &arguments, const QString &name,
              const Environment &environment)
{
    const auto providers = makeProviders(store.settings());
    const auto *provider = providers.byId(arguments.first());
    if (!provider)
        return failure(ErrorCode::NotFound,
                       u"there is no provider \"%1\"; known are %2"_s.arg(arguments.first(),
                                                                          providerIds().join(u" and "_s)));
    const auto path = credentialsPath(*provider, arguments, environment);
    if (!path)
        return failure(path.error());
    AccountSettings account;
    account.provider = provider->info().id;
    account.store = CredentialStore::File;
    account.path = *path;
    account.id = freeId(store.settings(), name.isEmpty() ? account.provider : name);
    account.name = account.id;
    const auto added = store.addAccount(account);
    if (added)
        printOut(u"Added %1. It stays in %2: Sluice reads it there and writes refreshed tokens back."_s.arg(
            account.id, account.path));
    return added;
}

//! The edit that `arguments` ask for; nothing when they are not a known sub-command.
std::optional<Status> edit(SettingsStore &store, const QStringList &arguments, const QString &name,
                           const Environment &environment)
{
    const auto verb = arguments.first();
    const auto rest = arguments.sliced(1);
    if (verb == "import"_L1 && (rest.size() == 1 || rest.size() == 2))
        return import(store, rest, name, environment);
    if (rest.size() != 1)
        return {};
    if (verb == "enable"_L1)
        return store.setAccountEnabled(rest.first(), true);
    if (verb == "disable"_L1)
        return store.setAccountEnabled(rest.first(), false);
    if (verb == "remove"_L1)
        return store.removeAccount(rest.first());
    return {};
}

} // namespace

int runAccounts(const QStringList &arguments, const Environment &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"list                      show all accounts, and logins found on this computer\n"
        "import PROVIDER [PATH]    use a login that stays in a CLI's own credentials file;\n"
        "                          without PATH the one that the CLI uses now\n"
        "enable ID, disable ID     let the gateway choose it, or not\n"
        "remove ID                 forget it; the CLI's file stays as it is\n"
        "\nProviders: "_s
        + providerIds().join(u", "_s));
    parser.addPositionalArgument(u"VERB"_s, u"list, import, enable, disable or remove"_s);
    const QCommandLineOption json(u"json"_s, u"For list: print JSON."_s);
    const QCommandLineOption name(u"name"_s, u"For import: what to call the account."_s, u"NAME"_s);
    parser.addOptions({json, name});
    int exitCode = ExitDone;
    if (!parseArguments(parser, u"accounts"_s, arguments, &exitCode))
        return exitCode;
    const auto positional = parser.positionalArguments();
    if (!positional.isEmpty() && positional.first() == "list"_L1)
        return list(parser, parser.isSet(json), environment);
    if (!positional.isEmpty()) {
        const auto stored = StoredSettings::open(environment);
        if (!stored)
            return exitCodeOf(stored.error());
        if (const auto done = edit((*stored)->store(), positional, parser.value(name), environment)) {
            const auto published = *done ? (*stored)->publish() : *done;
            if (published)
                return ExitDone;
            printError(published.error().detail);
            return ExitFailed;
        }
    }
    printError(u"wrong arguments\nSee: sluice accounts --help"_s);
    return ExitUsage;
}

} // namespace sluice

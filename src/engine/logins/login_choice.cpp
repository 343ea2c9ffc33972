// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/login_choice.h"

#include "engine/base/one_line.h"
#include "engine/setup/client_files.h"
#include "engine/storage/account_file_name.h"
#include "engine/storage/file_facts.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

template <typename Predicate>
std::optional<AccountSettings> firstOf(const Settings &settings, Predicate matches)
{
    const auto found = std::ranges::find_if(settings.accounts, matches);
    return found == settings.accounts.end() ? std::nullopt : std::optional(*found);
}

} // namespace

std::optional<AccountSettings> accountOwnedBy(const Settings &settings, const QString &provider,
                                              const AccountOwner &owner)
{
    return firstOf(settings, [&](const AccountSettings &account) {
        return account.provider == provider && account.owner.isSameAs(owner);
    });
}

std::optional<AccountSettings> accountInFile(const Settings &settings, const QString &path,
                                             const Environment &environment)
{
    const auto facts = FileFacts::ofPath(path);
    const auto isSame = [&](const QString &other) {
        const auto others = facts ? FileFacts::ofPath(other) : std::nullopt;
        return other == path || (others && others->isSameFile(*facts));
    };
    return firstOf(settings, [&](const AccountSettings &account) {
        return account.store == CredentialStore::File && isSame(environment.expanded(account.path));
    });
}

std::optional<AccountSettings> accountById(const Settings &settings, const QString &id)
{
    return firstOf(settings, [&](const AccountSettings &account) { return account.id == id; });
}

Status checkName(const QString &name)
{
    if (fitsOneLine(name.trimmed()))
        return Done{};
    return failure(ErrorCode::InvalidInput,
                   u"the name holds a line break or another control character; choose one of one line"_s);
}

AccountSettings newAccount(const Settings &settings, const QString &provider, const QString &name,
                           const QString &fallback, const QStringList &taken)
{
    auto wanted = name.trimmed().isEmpty() ? fallback : name.trimmed();
    wanted.removeIf([](QChar c) { return !fitsOneLine(QString(c)); }); // a folder's name may hold anything
    AccountSettings account;
    QString ending;
    account.id = fittingId(wanted, ending);
    for (int number = 2; taken.contains(account.id) || accountById(settings, account.id); ++number) {
        ending = u"-%1"_s.arg(number);
        account.id = fittingId(wanted, ending);
    }
    account.name = wanted + ending;
    account.provider = provider;
    return account;
}

Result<QString> credentialsPath(const Provider &provider, const QString &path, const Environment &environment)
{
    const auto client = provider.client() ? provider.client()->info() : ClientInfo{};
    auto file = environment.expanded(path);
    if (file.isEmpty() && !client.credentialsFile.isEmpty())
        file = credentialsFile(client, environment);
    if (QFileInfo(file).isDir() && !client.credentialsFile.isEmpty())
        file += u'/' + client.credentialsFile;
    if (QFileInfo(file).isFile())
        return QDir::cleanPath(QFileInfo(file).absoluteFilePath());
    auto remedy = u"Give the CLI's credentials file"_s;
    if (!client.credentialsFile.isEmpty())
        remedy += u", for instance "_s + shortPath(credentialsFile(client, environment), environment);
    if (!client.fileStoreSetting.isEmpty())
        remedy += u". If %1 keeps its login in the keychain, put %2 into %3 and sign in again"_s.arg(
            client.name, client.fileStoreSetting, shortPath(settingsFile(client, environment), environment));
    return failure(ErrorCode::FileFailed, u"%1 is not a file. %2"_s.arg(file, remedy));
}

} // namespace sluice

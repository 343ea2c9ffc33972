// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/settings_check.h"

#include "engine/base/environment.h"
#include "engine/storage/account_file_name.h"
#include "engine/storage/file_facts.h"
#include "engine/storage/settings_parser.h"
#include "engine/transport/endpoint.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

QString at(const QString &list, qsizetype index, const QString &key)
{
    return u"%1[%2].%3: "_s.arg(list).arg(index).arg(key);
}

const AccountSettings *findAccount(const Settings &settings, const QString &id)
{
    const auto found = std::ranges::find(settings.accounts, id, &AccountSettings::id);
    return found == settings.accounts.end() ? nullptr : &*found;
}

//! The index of the first entry whose `member` an earlier one has too.
template <typename Entry, typename Member>
std::optional<qsizetype> findRepeated(const QList<Entry> &entries, Member member)
{
    for (qsizetype i = 1; i < entries.size(); ++i) {
        const auto end = entries.begin() + i;
        if (std::find_if(entries.begin(), end,
                         [&](const auto &entry) { return entry.*member == entries[i].*member; })
            != end)
            return i;
    }
    return std::nullopt;
}

//! Where an account's login is, however the path spells that.
struct LoginFile
{
    QString path = {};
    std::optional<FileFacts> facts = {}; //!< nothing: it is not there yet

    static LoginFile of(const QString &path, const QString &homeDirectory)
    {
        const QFileInfo file(Environment{.homeDirectory = homeDirectory}.expanded(path));
        const auto folder = QFileInfo(file.absolutePath()).canonicalFilePath();
        return {folder.isEmpty() ? QDir::cleanPath(file.absoluteFilePath()) : folder + u'/' + file.fileName(),
                FileFacts::ofPath(file.filePath())};
    }
    bool isSameAs(const LoginFile &other) const
    {
        return path == other.path || (facts && other.facts && facts->isSameFile(*other.facts));
    }
};

//! Two accounts on one file would refresh one token twice.
std::optional<QString> checkFiles(const QList<AccountSettings> &accounts, const QString &homeDirectory)
{
    QList<std::pair<LoginFile, QString>> seen; // and whose they are
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        if (accounts[i].store != CredentialStore::File)
            continue;
        const auto file = LoginFile::of(accounts[i].path, homeDirectory);
        const auto same =
            std::ranges::find_if(seen, [&](const auto &entry) { return entry.first.isSameAs(file); });
        if (same != seen.end())
            return at(u"accounts"_s, i, u"path"_s)
                + u"is also the file of account \"%1\""_s.arg(same->second);
        seen.append({file, accounts[i].id});
    }
    return std::nullopt;
}

std::optional<QString> checkAccounts(const Settings &settings, const QString &homeDirectory)
{
    const auto &accounts = settings.accounts;
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        if (isTooLong(accounts[i].id))
            return at(u"accounts"_s, i, u"id"_s)
                + u"is too long for the names of the account's files; allowed are %1 letters and digits, "
                  "fewer with other characters"_s.arg(longestFileName);
    }
    if (const auto index = findRepeated(accounts, &AccountSettings::id))
        return at(u"accounts"_s, *index, u"id"_s)
            + u"\"%1\" is taken by another account"_s.arg(accounts[*index].id);
    return checkFiles(accounts, homeDirectory);
}

std::optional<QString> checkPool(const Settings &settings, const QStringList &providers, qsizetype index)
{
    const auto &pool = settings.pools[index];
    if (providers.contains(pool.id) && pool.id != pool.provider)
        return at(u"pools"_s, index, u"id"_s)
            + u"\"%1\" is the default pool of another provider"_s.arg(pool.id);
    for (qsizetype i = 0; i < pool.accounts.size(); ++i) {
        const auto &id = pool.accounts[i];
        const auto path = at(u"pools"_s, index, u"accounts[%1]"_s.arg(i));
        const auto *account = findAccount(settings, id);
        if (!account)
            return path + u"there is no account \"%1\""_s.arg(id);
        if (account->provider != pool.provider)
            return path
                + u"account \"%1\" belongs to %2, the pool to %3"_s.arg(id, account->provider, pool.provider);
        if (pool.accounts.indexOf(id) < i)
            return path + u"\"%1\" is listed twice"_s.arg(id);
    }
    return std::nullopt;
}

std::optional<QString> checkPools(const Settings &settings, const QStringList &providers)
{
    if (const auto index = findRepeated(settings.pools, &PoolSettings::id))
        return at(u"pools"_s, *index, u"id"_s)
            + u"\"%1\" is taken by another pool"_s.arg(settings.pools[*index].id);
    for (qsizetype i = 0; i < settings.pools.size(); ++i) {
        if (auto error = checkPool(settings, providers, i))
            return error;
    }
    return std::nullopt;
}

std::optional<QString> checkUserPools(const UserSettings &user, const QList<PoolSettings> &pools,
                                      qsizetype index)
{
    QStringList served;
    for (qsizetype i = 0; i < user.pools.size(); ++i) {
        const auto path = at(u"users"_s, index, u"pools[%1]"_s.arg(i));
        const auto pool = std::ranges::find(pools, user.pools[i], &PoolSettings::id);
        if (pool == pools.end())
            return path + u"there is no pool \"%1\""_s.arg(user.pools[i]);
        if (served.contains(pool->provider))
            return path + u"is the second pool of %1; allowed is one per provider"_s.arg(pool->provider);
        served.append(pool->provider);
    }
    return std::nullopt;
}

std::optional<QString> checkUsers(const Settings &settings, const QStringList &providers)
{
    const auto &users = settings.users;
    if (const auto index = findRepeated(users, &UserSettings::name))
        return at(u"users"_s, *index, u"name"_s)
            + u"\"%1\" is taken by another user"_s.arg(users[*index].name);
    const auto pools = effectivePools(settings, providers);
    for (qsizetype i = 0; i < users.size(); ++i) {
        const auto shares = [&](const UserSettings &other) {
            return other.token == users[i].token && other.token.kind != TokenSource::Kind::None;
        };
        const auto earlier = std::find_if(users.begin(), users.begin() + i, shares);
        if (earlier != users.begin() + i)
            return at(u"users"_s, i, u"token"_s) + u"is also the token of user \"%1\""_s.arg(earlier->name);
        if (auto error = checkUserPools(users[i], pools, i))
            return error;
    }
    return std::nullopt;
}

Error exposure(ErrorReason reason, const QString &detail)
{
    return {.code = ErrorCode::InvalidInput, .detail = detail, .reason = reason};
}

} // namespace

QList<PoolSettings> effectivePools(const Settings &settings, const QStringList &providers)
{
    auto result = settings.pools;
    for (const auto &provider : providers) {
        if (std::ranges::find(settings.pools, provider, &PoolSettings::id) == settings.pools.end())
            result.append({.id = provider, .provider = provider});
    }
    return result;
}

std::optional<QString> findUnsendable(const Secret &token)
{
    const auto &text = token.reveal();
    const auto isControl = [](char c) { return static_cast<uchar>(c) < 0x20 || c == 0x7f; };
    if (std::ranges::any_of(text, isControl))
        return u"holds a line break, a tab or another control character; allowed is ASCII text of one line"_s;
    if (std::ranges::any_of(text, [](char c) { return static_cast<uchar>(c) > 0x7f; }))
        return u"holds a character beyond ASCII; allowed is ASCII text of one line"_s;
    if (text.startsWith(' ') || text.endsWith(' '))
        return u"begins or ends with a blank; allowed is ASCII text of one line without those"_s;
    return std::nullopt;
}

qsizetype tokenCount(const Settings &settings)
{
    return std::ranges::count_if(
        settings.users, [](const UserSettings &user) { return user.token.kind != TokenSource::Kind::None; });
}

std::optional<Error> findExposure(const Settings &settings, qsizetype tokens)
{
    const auto &gateway = settings.gateway;
    if (isLoopbackHost(gateway.listen))
        return std::nullopt;
    if (gateway.tlsCertificate.isEmpty() && !gateway.allowPlainHttp)
        return exposure(
            ErrorReason::TlsNeeded,
            u"gateway.listen: is not a loopback address, which needs gateway.tls (or allow_plain_http)"_s);
    if (!gateway.requireToken)
        return exposure(ErrorReason::RequiredTokenNeeded,
                        u"gateway.require_token: is false; allowed is that on a loopback address only"_s);
    if (tokens == 0)
        return exposure(ErrorReason::UserTokenNeeded,
                        u"users: none has a token, which listening beyond loopback needs"_s);
    return std::nullopt;
}

std::optional<QString> findContradiction(const Settings &settings, const QStringList &providers,
                                         const QString &homeDirectory)
{
    if (auto error = checkAccounts(settings, homeDirectory))
        return error;
    if (auto error = checkPools(settings, providers))
        return error;
    if (auto error = checkUsers(settings, providers))
        return error;
    // Where there are no users yet, one with a token is made at the first start.
    const auto exposed = findExposure(settings, settings.users.isEmpty() ? 1 : tokenCount(settings));
    return exposed ? std::optional(exposed->detail) : std::nullopt;
}

std::optional<QString> poolOfOnly(const Settings &settings, const QString &accountId)
{
    for (const auto &pool : settings.pools) {
        if (pool.accounts == QStringList{accountId})
            return u"account \"%1\" is the only one of pool \"%2\"; change or remove the pool first"_s.arg(
                accountId, pool.id);
    }
    return {};
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/settings_store.h"

#include "engine/storage/atomic_file.h"
#include "engine/storage/file_facts.h"
#include "engine/storage/json_changes.h"
#include "engine/storage/lock_refusal.h"
#include "engine/storage/settings_check.h"
#include "engine/storage/settings_names.h"
#include "engine/storage/settings_parser.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QLockFile>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxEditAttempts = 5;

//! Where the entry stands whose `key` says `value`; -1 where none does.
qsizetype indexOf(const QJsonArray &entries, const QString &key, const QString &value)
{
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (entries.at(i).toObject().value(key).toString() == value)
            return i;
    }
    return -1;
}

void appendTo(QJsonObject &root, const QString &key, const QJsonObject &entry)
{
    auto entries = root.value(key).toArray();
    entries.append(entry);
    root.insert(key, entries);
}

//! Pools that do not list the account stay as they are, to the byte.
void leavePools(QJsonObject &root, const QString &accountId)
{
    auto pools = root.value(u"pools"_s).toArray();
    for (qsizetype i = 0; i < pools.size(); ++i) {
        auto pool = pools.at(i).toObject();
        auto members = pool.value(u"accounts"_s).toArray();
        const auto had = members.size();
        for (qsizetype j = members.size() - 1; j >= 0; --j) {
            if (members.at(j).toString() == accountId)
                members.removeAt(j);
        }
        if (members.size() == had)
            continue;
        pool.insert(u"accounts"_s, members);
        pools.replace(i, pool);
    }
    if (!pools.isEmpty())
        root.insert(u"pools"_s, pools);
}

void setOrRemove(QJsonObject &object, const QString &key, std::optional<int> value)
{
    if (value)
        object.insert(key, *value);
    else
        object.remove(key);
}

QString newToken(Random &random)
{
    const auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return QString::fromLatin1(random.bytes(32).toBase64(options));
}

void setOwner(QJsonObject &account, const AccountOwner &owner)
{
    if (owner == AccountOwner())
        account.remove(u"owner"_s);
    else
        account.insert(u"owner"_s, toJson(owner));
}

} // namespace

QJsonObject accountToJson(const AccountSettings &account)
{
    QJsonObject result{
        {u"id"_s, account.id},
        {u"provider"_s, account.provider},
        {u"name"_s, account.name.isEmpty() ? account.id : account.name},
        {u"enabled"_s, account.enabled},
        {u"store"_s, storeNames().at(static_cast<qsizetype>(account.store))},
    };
    if (!account.path.isEmpty())
        result.insert(u"path"_s, account.path);
    setOrRemove(result, u"limit_5h"_s, account.limit5h);
    setOrRemove(result, u"limit_weekly"_s, account.limitWeekly);
    setOrRemove(result, u"reserve_5h"_s, account.reserve5h);
    setOrRemove(result, u"reserve_weekly"_s, account.reserveWeekly);
    if (account.priority != Priority::Normal)
        result.insert(u"priority"_s, priorityNames().at(static_cast<qsizetype>(account.priority) + 1));
    if (!account.proxy.isEmpty())
        result.insert(u"proxy"_s, account.proxy.toString());
    setOwner(result, account.owner);
    return result;
}

SettingsStore::SettingsStore(const QString &file, const QStringList &providers, Random &random,
                             const QString &homeDirectory, std::chrono::milliseconds lockPatience)
    : m_file(file)
    , m_providers(providers)
    , m_random(random)
    , m_homeDirectory(homeDirectory)
    , m_lockPatience(lockPatience)
{
}

Status SettingsStore::load()
{
    auto done = read();
    m_problem = done ? QString() : done.error().detail;
    return done;
}

Status SettingsStore::read()
{
    const auto content = readFile(m_file);
    if (!content && content.error().code != ErrorCode::NotFound)
        return failure(ErrorCode::InvalidInput, content.error().detail); // it names the file
    const auto text = content.value_or({});
    // Accidents, as with a full disk: defaults would take all accounts away and shut everybody out.
    if (content && text.trimmed().isEmpty())
        return failure(ErrorCode::InvalidInput,
                       m_file + u": is empty; put back what it said, or remove the file to start anew"_s);
    if (!content && !m_root.isEmpty())
        return failure(ErrorCode::InvalidInput,
                       m_file + u": does not exist any more; what it said before holds on"_s);
    const auto root = parseSettingsText(text, m_file);
    if (!root)
        return failure(root.error());
    const auto facts = FileFacts::ofPath(m_file);
    const auto parsed = parseSettings(*root,
                                      {.file = m_file,
                                       .providers = m_providers,
                                       .homeDirectory = m_homeDirectory,
                                       .isReadableByOthers = facts && facts->isReadableByOthers()});
    if (!parsed)
        return failure(parsed.error());
    m_text = text;
    m_root = *root;
    m_settings = parsed->settings;
    m_warnings = parsed->warnings;
    return Done{};
}

Status SettingsStore::ensureUser()
{
    if (!m_settings.users.isEmpty())
        return Done{};
    return edit([this](QJsonObject &root) -> Status {
        // By another Sluice, started at the same moment.
        if (m_settings.users.isEmpty())
            appendTo(root, u"users"_s,
                     QJsonObject{{u"name"_s, u"local"_s}, {u"token"_s, newToken(m_random)}});
        return Done{};
    });
}

Status SettingsStore::apply(const QJsonObject &root)
{
    const auto parsed =
        parseSettings(root, {.file = m_file, .providers = m_providers, .homeDirectory = m_homeDirectory});
    if (!parsed)
        return failure(parsed.error());
    const auto text = withJsonChanges(m_text, root);
    if (!text)
        return failure(text.error());
    if (*text == m_text) // somebody may be editing the file, and there is nothing to say
        return Done{};
    // A file made by hand is often for all to read, and what we write may hold a token.
    if (auto written = replaceUnchanged(m_file, m_text, *text, ReplacedMode::OwnerOnly); !written)
        return written;
    m_text = *text;
    m_root = root;
    m_settings = parsed->settings;
    return Done{};
}

Status SettingsStore::edit(const std::function<Status(QJsonObject &)> &change)
{
    if (auto made = makePrivateDirectory(QFileInfo(m_file).absolutePath()); !made)
        return made;
    QLockFile lock(m_file + u".lock"_s);
    if (!lock.tryLock(static_cast<int>(m_lockPatience.count())))
        return failure(ErrorCode::FileFailed,
                       u"cannot lock %1 for an edit: %2"_s.arg(m_file, whyNotLocked(lock)));
    Status done = Done{};
    for (int attempt = 0; attempt < maxEditAttempts; ++attempt) {
        if (auto loaded = load(); !loaded)
            return loaded;
        auto root = m_root;
        if (auto changed = change(root); !changed)
            return changed;
        done = apply(root);
        if (done || done.error().code != ErrorCode::FileChanged)
            break;
    }
    return done;
}

Status SettingsStore::editAccount(const QString &id, const std::function<void(QJsonObject &)> &change)
{
    return edit([&](QJsonObject &root) -> Status {
        auto accounts = root.value(u"accounts"_s).toArray();
        const auto index = indexOf(accounts, u"id"_s, id);
        if (index < 0)
            return failure(ErrorCode::NotFound, u"there is no account \"%1\""_s.arg(id));
        auto account = accounts.at(index).toObject();
        change(account);
        accounts.replace(index, account);
        root.insert(u"accounts"_s, accounts);
        return Done{};
    });
}

Status SettingsStore::setAccountEnabled(const QString &id, bool enabled)
{
    return editAccount(id, [enabled](QJsonObject &account) { account.insert(u"enabled"_s, enabled); });
}

Status SettingsStore::setAccountName(const QString &id, const QString &name)
{
    return editAccount(id, [&name](QJsonObject &account) { account.insert(u"name"_s, name); });
}

Status SettingsStore::setAccountStop(const QString &id, WindowKind window, const AccountStop &stop)
{
    const auto suffix = window == WindowKind::FiveHour ? u"5h"_s : u"weekly"_s;
    return editAccount(id, [&](QJsonObject &account) {
        setOrRemove(account, u"reserve_"_s + suffix, stop.reserve);
        setOrRemove(account, u"limit_"_s + suffix, stop.limit);
    });
}

Status SettingsStore::setAccountPriority(const QString &id, Priority priority)
{
    return editAccount(id, [priority](QJsonObject &account) {
        account.insert(u"priority"_s, priorityNames().at(static_cast<qsizetype>(priority) + 1));
    });
}

Status SettingsStore::addAccount(const AccountSettings &account)
{
    return edit([&account](QJsonObject &root) -> Status {
        appendTo(root, u"accounts"_s, accountToJson(account));
        return Done{};
    });
}

Status SettingsStore::placeAccount(const AccountSettings &account)
{
    if (auto loaded = load(); !loaded)
        return loaded;
    if (indexOf(m_root.value(u"accounts"_s).toArray(), u"id"_s, account.id) < 0)
        return addAccount(account);
    return editAccount(account.id, [&account](QJsonObject &object) {
        const auto placed = accountToJson(account);
        for (const auto &key : {u"store"_s, u"path"_s, u"owner"_s}) {
            if (placed.contains(key))
                object.insert(key, placed.value(key));
            else
                object.remove(key);
        }
    });
}

Status SettingsStore::setAccountOwner(const QString &id, const AccountOwner &owner)
{
    return editAccount(id, [&owner](QJsonObject &account) { setOwner(account, owner); });
}

Status SettingsStore::removeAccount(const QString &id)
{
    return edit([&](QJsonObject &root) -> Status {
        auto accounts = root.value(u"accounts"_s).toArray();
        const auto index = indexOf(accounts, u"id"_s, id);
        if (index < 0)
            return failure(ErrorCode::NotFound, u"there is no account \"%1\""_s.arg(id));
        if (const auto pool = poolOfOnly(m_settings, id))
            return failure(ErrorCode::InvalidInput, *pool);
        accounts.removeAt(index);
        root.insert(u"accounts"_s, accounts);
        leavePools(root, id);
        return Done{};
    });
}

Result<Secret> SettingsStore::addUser(const QString &name, const QStringList &pools)
{
    QString token;
    const auto done = edit([&](QJsonObject &root) -> Status {
        token = newToken(m_random);
        QJsonObject user{{u"name"_s, name}, {u"token"_s, token}};
        if (!pools.isEmpty())
            user.insert(u"pools"_s, QJsonArray::fromStringList(pools));
        appendTo(root, u"users"_s, user);
        return Done{};
    });
    if (!done)
        return failure(done.error());
    return Secret(token.toLatin1());
}

Status SettingsStore::removeUser(const QString &name)
{
    return edit([&name](QJsonObject &root) -> Status {
        auto users = root.value(u"users"_s).toArray();
        const auto index = indexOf(users, u"name"_s, name);
        if (index < 0)
            return failure(ErrorCode::NotFound, u"there is no user \"%1\""_s.arg(name));
        users.removeAt(index);
        root.insert(u"users"_s, users);
        return Done{};
    });
}

Status SettingsStore::setNotifications(const NotificationSettings &notifications)
{
    return edit([&notifications](QJsonObject &root) -> Status {
        auto object = root.value(u"notifications"_s).toObject();
        QJsonArray thresholds;
        for (const int percent : notifications.thresholds)
            thresholds.append(percent);
        object.insert(u"limited"_s, notifications.limited);
        object.insert(u"recovered"_s, notifications.recovered);
        object.insert(u"sign_in"_s, notifications.signIn);
        object.insert(u"thresholds"_s, thresholds);
        root.insert(u"notifications"_s, object);
        return Done{};
    });
}

} // namespace sluice

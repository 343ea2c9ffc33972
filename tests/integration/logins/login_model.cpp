// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/integration/logins/login_model.h"

#include "engine/provider_list.h"
#include "engine/storage/atomic_file.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QEventLoop>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostTurns = 400;
constexpr int idleTurns = 3; // what is deleted in one may do something in the next
const auto claude = u"claude"_s;
const auto codex = u"codex"_s;

//! In memory where the system has such a place: every step is synchronised to the disk many times.
QString scratchPattern()
{
    const auto fast = u"/dev/shm"_s;
    return (QFileInfo(fast).isWritable() ? fast : QDir::tempPath()) + u"/sluice-logins-XXXXXX"_s;
}

QByteArray refreshTokenOf(const QString &grant, int generation)
{
    return u"fake-refresh-%1.%2"_s.arg(grant).arg(generation).toLatin1();
}

QByteArray claudeLogin(const QByteArray &token)
{
    const QJsonObject login{{u"accessToken"_s, QString::fromLatin1("fake-access-" + token)},
                            {u"refreshToken"_s, QString::fromLatin1(token)},
                            {u"expiresAt"_s, qint64{1'793'000'000'000}},
                            {u"scopes"_s, QJsonArray{u"user:inference"_s, u"user:profile"_s}},
                            {u"unknown"_s, 7}};
    return QJsonDocument(QJsonObject{{u"claudeAiOauth"_s, login}}).toJson(QJsonDocument::Compact);
}

QByteArray codexLogin(const QByteArray &token, const QString &owner)
{
    const QJsonObject tokens{{u"id_token"_s, u"fake-id-token"_s},
                             {u"access_token"_s, QString::fromLatin1("fake-access-" + token)},
                             {u"refresh_token"_s, QString::fromLatin1(token)},
                             {u"account_id"_s, owner}};
    return QJsonDocument(QJsonObject{{u"auth_mode"_s, u"chatgpt"_s},
                                     {u"OPENAI_API_KEY"_s, QJsonValue::Null},
                                     {u"tokens"_s, tokens},
                                     {u"last_refresh"_s, u"2026-10-01T08:15:30Z"_s}})
        .toJson(QJsonDocument::Compact);
}

void write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    if (!replaceFile(path, content))
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

QString LoginStep::toString() const
{
    return u"%1.%2.%3"_s.arg(static_cast<int>(what)).arg(which).arg(crashAfter);
}

LoginStep LoginStep::fromString(const QString &text)
{
    const auto parts = text.split(u'.');
    return {static_cast<What>(parts.value(0).toInt()), static_cast<quint8>(parts.value(1).toInt()),
            static_cast<quint8>(parts.value(2).toInt())};
}

LoginModel::LoginModel(Files files) : m_directory(scratchPattern()), m_keychain(m_clock), m_vault(m_clock)
{
    const auto home = m_directory.path();
    m_environment = {.homeDirectory = home,
                     .configDirectory = home + u"/config"_s,
                     .dataDirectory = home + u"/data"_s,
                     .runtimeDirectory = home + u"/run"_s};
    m_clis = {{claude, home + u"/.claude/.credentials.json"_s, home + u"/.claude.json"_s},
              {claude, home + u"/.claude-work/.credentials.json"_s, home + u"/.claude-work/.claude.json"_s},
              {codex, home + u"/.codex/auth.json"_s, {}}};
    if (files == Files::Linked)
        linkFiles();
    cliLogin(m_clis[0], u"ann"_s);
    cliLogin(m_clis[2], u"cat"_s);
    boot();
}

LoginModel::~LoginModel() = default;

void LoginModel::linkFiles()
{
    const auto dotfiles = m_environment.homeDirectory + u"/dotfiles"_s;
    QDir().mkpath(dotfiles);
    for (const auto &cli : std::as_const(m_clis)) {
        const QFileInfo file(cli.file);
        QDir().mkpath(file.absolutePath());
        if (!QFile::link(u"%1/%2.json"_s.arg(dotfiles, file.dir().dirName()), cli.file))
            qFatal("cannot link %s", qPrintable(cli.file));
    }
}

void LoginModel::boot()
{
    m_providers = makeProviders({});
    m_settings =
        std::make_unique<SettingsStore>(m_environment.configFile(), QStringList{claude, codex}, m_random);
    if (!m_settings->load())
        qFatal("the configuration is broken");
    m_world = std::make_unique<LoginWorld>(m_environment, SecretStores{m_keychain, m_vault}, *m_settings,
                                           m_providers, m_clock, m_random);
    m_desk = std::make_unique<LoginDesk>(*m_world, nullptr);
    m_desk->recover();
    settle();
}

void LoginModel::crash()
{
    m_desk.reset();
    m_world.reset();
    m_settings.reset();
    m_keychain.revive();
    m_vault.revive();
}

//! Whether anything has happened.
bool LoginModel::turn()
{
    m_clock.advance(0ms);
    const bool happened = QEventLoop().processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return happened;
}

//! Until everything that can happen has happened.
void LoginModel::settle()
{
    int idle = 0;
    for (int turns = 0; turns < mostTurns && idle < idleTurns; ++turns)
        idle = turn() ? 0 : idle + 1;
}

//! Gives an order and lets the program live or die with it.
void LoginModel::order(const LoginStep &step, const std::function<void()> &call)
{
    m_keychain.setAvailable(!m_storesFail);
    m_vault.setAvailable(!m_storesFail);
    const bool dies = step.crashAfter > 0;
    const bool byStore = step.crashAfter % 2 == 1;
    if (dies && byStore) {
        m_keychain.dieAfter(step.crashAfter / 2);
        m_vault.dieAfter(step.crashAfter / 2);
    }
    call();
    if (dies && !byStore) {
        for (int turns = 0; turns < step.crashAfter / 2; ++turns)
            turn();
    } else {
        settle();
    }
    m_storesFail = false;
    if (dies)
        crash();
    // The CLI goes on meanwhile. After Use nothing tells a renewed login from another person's.
    const bool renews = dies && step.which % 4 == 1 && step.what == LoginStep::What::ImportAndTake;
    if (renews)
        cliRefresh(m_clis.at(step.which % m_clis.size()));
    m_keychain.setAvailable(true);
    m_vault.setAvailable(true);
    if (dies)
        boot();
    else
        settle();
    m_usesOldTokens = renews && holdsUsedUpToken();
}

//! An account would refresh with a token that the provider has seen already.
bool LoginModel::holdsUsedUpToken() const
{
    const auto &accounts = m_settings->settings().accounts;
    return std::ranges::any_of(accounts, [this](const AccountSettings &account) {
        const auto home = m_world->homeOf(account);
        const auto &store = account.store == CredentialStore::Vault ? m_vault : m_keychain;
        const auto content =
            home.isFile() ? readFile(home.name).value_or({}) : store.entries().value(home.name);
        const auto tokens = m_providers.byId(account.provider)->oauth().parseCredentials(content);
        const auto token = tokens ? QString::fromLatin1(tokens->refreshToken.reveal()) : QString();
        const auto grant = m_grants.find(token.section(u'-', 2).section(u'.', 0, 0));
        return grant != m_grants.end() && token.section(u'.', 1).toInt() != grant->second.generation;
    });
}

QString LoginModel::accountOf(quint8 which) const
{
    const auto &accounts = m_settings->settings().accounts;
    return accounts.isEmpty() ? QString() : accounts.at(which % accounts.size()).id;
}

QByteArray LoginModel::newLogin(const QString &provider, const QString &owner)
{
    const auto grant = QString::number(++m_lastGrant);
    m_grants.insert_or_assign(grant, Grant{.owner = owner});
    const auto token = refreshTokenOf(grant, 0);
    return provider == claude ? claudeLogin(token) : codexLogin(token, owner);
}

//! The login after a refresh; nothing where its token is used up: then the provider would refuse.
QByteArray LoginModel::renewed(const QString &provider, const QByteArray &login)
{
    const auto &oauth = m_providers.byId(provider)->oauth();
    auto tokens = oauth.parseCredentials(login);
    if (!tokens)
        return {};
    const auto token = QString::fromLatin1(tokens->refreshToken.reveal());
    const auto grant = m_grants.find(token.section(u'-', 2).section(u'.', 0, 0));
    if (grant == m_grants.end() || token.section(u'.', 1).toInt() != grant->second.generation)
        return {};
    const auto fresh = refreshTokenOf(grant->first, ++grant->second.generation);
    tokens->refreshToken = Secret(fresh);
    tokens->accessToken = Secret("fake-access-" + fresh);
    return oauth.updatedCredentials(login, *tokens).value_or({});
}

void LoginModel::giveUp(const QByteArray &content, const QString &provider)
{
    const auto tokens = m_providers.byId(provider)->oauth().parseCredentials(content);
    if (!tokens)
        return;
    const auto token = QString::fromLatin1(tokens->refreshToken.reveal());
    const auto grant = m_grants.find(token.section(u'-', 2).section(u'.', 0, 0));
    if (grant != m_grants.end() && token.section(u'.', 1).toInt() == grant->second.generation)
        grant->second.isGivenUp = true;
}

//! An account that is known by its owner gets the login in the CLI's file, and its old one goes.
void LoginModel::giveUpOlder(const Cli &cli)
{
    const auto &oauth = m_providers.byId(cli.provider)->oauth();
    const auto tokens = oauth.parseCredentials(readFile(cli.file).value_or({}));
    if (!tokens || accountInFile(m_settings->settings(), cli.file, m_environment))
        return;
    const auto owner = oauth.ownerOf(*tokens, readFile(cli.accountFile).value_or({}));
    if (const auto known = accountOwnedBy(m_settings->settings(), cli.provider, owner))
        giveUpAccount(known->id);
}

void LoginModel::giveUpAccount(const QString &accountId)
{
    for (const auto &account : m_settings->settings().accounts) {
        if (account.id != accountId || account.store == CredentialStore::File)
            continue;
        const auto &store = account.store == CredentialStore::Vault ? m_vault : m_keychain;
        giveUp(store.entries().value(loginEntry(accountId)), account.provider);
    }
}

void LoginModel::cliLogin(const Cli &cli, const QString &owner)
{
    if (m_providers.all().empty())
        m_providers = makeProviders({});
    giveUp(readFile(cli.file).value_or({}), cli.provider);
    write(cli.file, newLogin(cli.provider, owner));
    if (!cli.accountFile.isEmpty())
        write(cli.accountFile,
              QJsonDocument(QJsonObject{{u"oauthAccount"_s,
                                         QJsonObject{{u"accountUuid"_s, owner},
                                                     {u"emailAddress"_s, owner + u"@example.com"_s}}}})
                  .toJson());
}

void LoginModel::cliLogout(const Cli &cli)
{
    giveUp(readFile(cli.file).value_or({}), cli.provider);
    if (!removeFile(cli.file))
        qFatal("cannot remove %s", qPrintable(cli.file));
}

void LoginModel::cliRefresh(const Cli &cli)
{
    const auto fresh = renewed(cli.provider, readFile(cli.file).value_or({}));
    if (!fresh.isEmpty())
        write(cli.file, fresh);
}

void LoginModel::refresh(const QString &accountId)
{
    for (const auto &account : m_settings->settings().accounts) {
        if (account.id != accountId)
            continue;
        if (account.store == CredentialStore::File) {
            cliRefresh({account.provider, m_environment.expanded(account.path), {}});
            continue;
        }
        auto &store = account.store == CredentialStore::Vault ? m_vault : m_keychain;
        const auto fresh = renewed(account.provider, store.entries().value(loginEntry(accountId)));
        if (!fresh.isEmpty())
            store.setEntry(loginEntry(accountId), fresh);
    }
}

//! A sign-in that the CLI has ended well, and Sluice died before it knew: with and without one to replace.
void LoginModel::signedIn(const LoginStep &step)
{
    static const QStringList owners{u"ann"_s, u"bob"_s, u"eve"_s};
    const auto &owner = owners.at(step.which % owners.size());
    const auto directory = m_world->privateRoot() + u"/s"_s + QString::number(m_lastGrant);
    AccountSettings account = newAccount(m_settings->settings(), claude, {}, claude);
    account.store = step.which % 2 == 0 ? CredentialStore::Keychain : CredentialStore::Vault;
    // Whoever is known by this owner gets the new login in place of the old.
    if (const auto known = accountOwnedBy(m_settings->settings(), claude, {.accountId = owner}))
        m_world->homeOf(*known).isFile() ? giveUp(readFile(m_world->homeOf(*known).name).value_or({}), claude)
                                         : giveUpAccount(known->id);
    write(directory + u"/.credentials.json"_s, newLogin(claude, owner));
    write(directory + u"/.claude.json"_s,
          QJsonDocument(QJsonObject{{u"oauthAccount"_s, QJsonObject{{u"accountUuid"_s, owner}}}}).toJson());
    const LoginMove move{.id = m_world->newMoveId(),
                         .from = {LoginPlace::Kind::PrivateFile, directory + u"/.credentials.json"_s},
                         .account = account,
                         .mustArrive = true};
    if (!m_world->journal.put({move}))
        qFatal("the journal is broken");
    order(step, [this] { m_desk->recover(); });
}

void LoginModel::carryOut(const LoginStep &step)
{
    using What = LoginStep::What;
    const auto &cli = m_clis.at(step.which % m_clis.size());
    const auto store = step.which % 2 == 0 ? CredentialStore::Keychain : CredentialStore::Vault;
    switch (step.what) {
    case What::ImportAndLeave:
    case What::ImportAndTake: {
        const bool stays = step.what == What::ImportAndLeave;
        giveUpOlder(cli);
        order(step, [&] {
            m_desk->import(
                {.provider = cli.provider, .path = cli.file, .store = stays ? CredentialStore::File : store});
        });
        break;
    }
    case What::Use: {
        const auto id = accountOf(step.which);
        const auto account = accountById(m_settings->settings(), id);
        giveUpOlder(account && account->provider == codex ? m_clis[2] : m_clis[0]);
        order(step, [&] { m_desk->use({.accountId = id}); });
        break;
    }
    case What::Remove: {
        const auto id = accountOf(step.which);
        giveUpAccount(id);
        order(step, [&] { m_desk->remove({.accountId = id}); });
        break;
    }
    case What::HandBack: {
        const auto id = accountOf(step.which);
        order(step, [&] {
            m_desk->remove({.accountId = id, .handBackTo = m_environment.homeDirectory + u"/back-"_s + id});
        });
        break;
    }
    case What::Paste:
        order(step, [&] {
            m_desk->paste({.provider = claude, .pasted = Secret("sk-ant-oat01-fake"), .store = store});
        });
        break;
    case What::SignIn:
        signedIn(step);
        break;
    case What::Refresh:
        refresh(accountOf(step.which));
        break;
    default:
        happen(step, cli);
    }
}

//! What is none of Sluice's doing.
void LoginModel::happen(const LoginStep &step, const Cli &cli)
{
    using What = LoginStep::What;
    static const QStringList owners{u"ann"_s, u"bob"_s, u"cat"_s, u"dan"_s};
    switch (step.what) {
    case What::CliRefresh:
        cliRefresh(cli);
        break;
    case What::CliLogin:
        cliLogin(cli, owners.at(step.which % owners.size()));
        break;
    case What::CliLogout:
        cliLogout(cli);
        break;
    case What::EditConfiguration: {
        auto root = QJsonDocument::fromJson(readFile(m_environment.configFile()).value_or("{}")).object();
        root.insert(u"mine"_s, step.which);
        write(m_environment.configFile(), QJsonDocument(root).toJson());
        break;
    }
    case What::StoresFail:
        m_storesFail = true;
        break;
    default:
        qFatal("a step of Sluice's");
    }
}

QList<std::pair<QString, QByteArray>> LoginModel::contents() const
{
    QList<std::pair<QString, QByteArray>> result;
    QDirIterator files(m_directory.path(), QDir::Files | QDir::Hidden | QDir::NoSymLinks,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const auto path = files.next();
        result.append({path, readFile(path).value_or({})});
    }
    for (const auto *store : {&m_keychain, &m_vault}) {
        for (auto it = store->entries().begin(); it != store->entries().end(); ++it)
            result.append({(store == &m_keychain ? u"keychain "_s : u"vault "_s) + it.key(), it.value()});
    }
    return result;
}

QString LoginModel::complaint() const
{
    std::map<QByteArray, QStringList> places;
    static const QRegularExpression token(u"\"fake-refresh-[0-9.]+\""_s);
    for (const auto &[place, content] : contents()) {
        auto matches = token.globalMatch(QString::fromUtf8(content));
        while (matches.hasNext()) {
            const auto found = matches.next().captured();
            places[found.mid(1, found.size() - 2).toLatin1()] += place;
        }
    }
    for (const auto &[number, grant] : m_grants) {
        const auto where = places[refreshTokenOf(number, grant.generation)];
        const auto what = u"the login %1 of %2"_s.arg(number, grant.owner);
        if (!grant.isGivenUp && where.isEmpty())
            return what + u" is lost"_s;
        if (where.size() > 1)
            return what + u" is in "_s + where.join(u" and "_s);
    }
    if (m_usesOldTokens)
        return u"an account holds a used-up token"_s;
    if (m_desk->hasUnfinished())
        return u"the journal is not empty"_s;
    return {};
}

} // namespace sluice

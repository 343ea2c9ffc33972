// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/integration/logins/login_bench.h"

#include "engine/accounts/recovery_file.h"
#include "engine/logins/login_choice.h"
#include "engine/provider_list.h"
#include "engine/storage/atomic_file.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostTurns = 1000;
constexpr int turnsAfterwards = 60; // what has failed is looked at once more
const auto refreshPrefix = u"fake-refresh-"_s;

Environment environmentIn(const QString &home)
{
    return {.homeDirectory = home,
            .configDirectory = home + u"/config"_s,
            .dataDirectory = home + u"/data"_s,
            .runtimeDirectory = home + u"/run"_s};
}

} // namespace

LoginBench::LoginBench()
    : environment(environmentIn(directory.path()))
    , providers(makeProviders({}))
    , settings(environment.configFile(), providers.ids(), random, environment.homeDirectory)
    , world(environment, {keychain, vault}, settings, providers, clock, random)
{
    if (!settings.load() || !makePrivateDirectory(QFileInfo(plainFile()).absolutePath())
        || !makePrivateDirectory(environment.dataDirectory))
        qFatal("the bench is broken");
}

void LoginBench::turn()
{
    clock.advance(pace);
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

LoginBench::End LoginBench::after(const std::function<void(LoginDesk &)> &order)
{
    std::optional<End> end;
    QObject scope;
    QObject::connect(&desk, &LoginDesk::finished, &scope,
                     [&end](const LoginOutcome &outcome, const Error &error) {
                         end = End{outcome, error};
                     });
    order(desk);
    for (int turns = 0; turns < mostTurns && !end; ++turns)
        turn();
    for (int turns = 0; turns < turnsAfterwards; ++turns)
        turn();
    return end.value_or(End{.error = {ErrorCode::TimedOut, u"the order has not ended"_s}});
}

void LoginBench::recover()
{
    bool isDone = false;
    QObject scope;
    QObject::connect(&desk, &LoginDesk::recovered, &scope, [&isDone] { isDone = true; });
    desk.recover();
    for (int turns = 0; turns < mostTurns && !isDone; ++turns)
        turn();
}

QByteArray LoginBench::login(const QString &token)
{
    const QJsonObject login{{u"accessToken"_s, u"fake-access-"_s + token},
                            {u"refreshToken"_s, refreshPrefix + token},
                            {u"expiresAt"_s, qint64{1'793'000'000'000}},
                            {u"scopes"_s, QJsonArray{u"user:inference"_s, u"user:profile"_s}}};
    return QJsonDocument(QJsonObject{{u"claudeAiOauth"_s, login}}).toJson(QJsonDocument::Compact);
}

QString LoginBench::tokenIn(const QByteArray &content) const
{
    const auto tokens = profile().parseCredentials(content);
    return tokens ? QString::fromLatin1(tokens->refreshToken.reveal()).sliced(refreshPrefix.size())
                  : QString();
}

AccountSettings LoginBench::add(const QString &id, CredentialStore store, const QString &token)
{
    AccountSettings account;
    account.id = id;
    account.name = id;
    account.provider = u"claude"_s;
    account.store = store;
    if (store == CredentialStore::File) {
        account.path = plainFile();
        if (!token.isEmpty() && !replaceFile(account.path, login(token)))
            qFatal("cannot write the login");
    } else if (!token.isEmpty()) {
        (store == CredentialStore::Vault ? vault : keychain).setEntry(loginEntry(id), login(token));
    }
    if (!settings.addAccount(account))
        qFatal("cannot add the account");
    return account;
}

void LoginBench::keepUnsaved(const AccountSettings &account, const QString &old, const QString &fresh)
{
    const auto before = profile().parseCredentials(login(old));
    const auto after = profile().parseCredentials(login(fresh));
    const RecoveryFile recovery(recoveryFile(account.id, environment), profile());
    if (!before || !after || !recovery.keep({.tokens = *after, .replaced = loginMark(*before)}, login(old)))
        qFatal("cannot keep the tokens");
}

QString LoginBench::holdFileLock(const AccountSettings &account)
{
    auto lock = world.locksFor(world.homeOf(account), account).constFirst().path;
    if (!QDir().mkpath(lock))
        qFatal("cannot hold the lock");
    pace = 100ms;
    return lock;
}

QString LoginBench::signIn(const QString &token)
{
    const auto folder = world.privateRoot() + u'/' + token;
    auto file = folder + u"/.credentials.json"_s;
    if (!makePrivateDirectory(folder) || !replaceFile(file, login(token)))
        qFatal("cannot write the login");
    const auto account = newAccount(settings.settings(), u"claude"_s, {}, u"claude"_s);
    const LoginMove move{.id = world.newMoveId(),
                         .from = {LoginPlace::Kind::PrivateFile, file},
                         .account = world.placed(account, CredentialStore::Keychain),
                         .mustArrive = true};
    if (!world.journal.put({move}))
        qFatal("cannot note the sign-in");
    return file;
}

QStringList LoginBench::accounts() const
{
    QStringList result;
    for (const auto &account : settings.settings().accounts)
        result += account.id;
    return result;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/use_operation.h"

#include "engine/accounts/recovery_file.h"
#include "engine/base/logging.h"
#include "engine/logins/save_kept_job.h"
#include "engine/setup/client_files.h"
#include "engine/storage/settings_check.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

Error noAccount(const QString &id)
{
    return {ErrorCode::NotFound, u"there is no account \"%1\""_s.arg(id)};
}

//! The file that gets a login back: of the folder that was named, or that file itself, which a CLI without a
//! login does not have.
QString fileToHandBackTo(const QString &named, const Provider &provider, const Environment &environment)
{
    const auto path = QDir::cleanPath(QFileInfo(environment.expanded(named)).absoluteFilePath());
    const QFileInfo place(path);
    if (!provider.client() || place.isFile())
        return path;
    const auto name = provider.client()->info().credentialsFile;
    return place.fileName() == name && !place.isDir() ? path : path + u'/' + name;
}

} // namespace

UseOperation::UseOperation(const UseOrder &order, LoginWorld &world, QObject *parent)
    : LoginOperation(world, parent)
    , m_order(order)
{
}

void UseOperation::start()
{
    const auto account = accountById(m_world.settings.settings(), m_order.accountId);
    if (!account) {
        fail(noAccount(m_order.accountId));
        return;
    }
    const auto &provider = m_world.providerOf(*account);
    if (!provider.client()) {
        fail({ErrorCode::InvalidInput, u"%1 has no CLI of its own"_s.arg(provider.info().name)});
        return;
    }
    m_file = credentialsFile(provider.client()->info(), m_world.environment);
    const auto home = m_world.homeOf(*account);
    if (home == LoginPlace{LoginPlace::Kind::CliFile, m_file}) {
        finish({.accountId = account->id,
                .name = account->name,
                .note = u"%1 is the login of %2 already"_s.arg(account->id, provider.client()->info().name)});
        return;
    }
    m_gift = {.id = m_world.newMoveId(),
              .from = home,
              .to = {LoginPlace::Kind::CliFile, m_file},
              .account = m_world.placed(*account, CredentialStore::File, m_file),
              .mustArrive = true};
    look(home, provider, [this](const auto &login) { onOwn(login); });
}

void UseOperation::onOwn(const Result<FoundLogin> &login)
{
    if (!login) {
        fail(login.error());
        return;
    }
    const auto &provider = m_world.providerOf(m_gift.account);
    if (!provider.oauth().canRefresh(login->tokens)) {
        fail({ErrorCode::InvalidInput,
              u"%1 is a key or a set-up token, which %2 does not keep in its credentials file"_s.arg(
                  m_order.accountId, provider.client()->info().name)});
        return;
    }
    m_gift.mark = loginMark(login->tokens);
    look(m_gift.to, provider, [this](const auto &present) { onPresent(present); });
}

void UseOperation::onPresent(const Result<FoundLogin> &login)
{
    if (login) {
        keepPresent(*login);
        return;
    }
    auto left = login.error().code == ErrorCode::CredentialMissing ? Status(Done{}) : failure(login.error());
    // An account that was signed out there makes room; its next login goes where ours comes from.
    const auto absent = accountInFile(m_world.settings.settings(), m_file, m_world.environment);
    if (left && absent) {
        left = m_world.settings.placeAccount(m_world.placed(*absent, storeForOthers()));
        m_absent = absent;
    }
    left ? give() : fail(left.error());
}

//! Where the login goes that has to leave the CLI's file.
CredentialStore UseOperation::storeForOthers() const
{
    if (m_order.keepIn)
        return *m_order.keepIn;
    const auto &accounts = m_world.settings.settings().accounts;
    const bool hasVault =
        std::ranges::find(accounts, CredentialStore::Vault, &AccountSettings::store) != accounts.end();
    return hasVault ? CredentialStore::Vault : CredentialStore::Keychain;
}

//! The CLI has a login of this very account. It stays; an older one of ours goes, another CLI's stays.
void UseOperation::leavePresent()
{
    if (!m_gift.from.isEntry()) {
        const auto placed = m_world.settings.placeAccount(m_gift.account);
        placed ? finish({.accountId = m_order.accountId, .name = m_gift.account.name}) : fail(placed.error());
        return;
    }
    auto *job = new MoveLoginJob({.id = m_world.newMoveId(), .from = m_gift.from, .account = m_gift.account},
                                 m_world, this);
    endAfter(job, {.accountId = m_order.accountId, .name = m_gift.account.name});
    job->start();
}

//! Saves the login that is in the CLI's file, then gives ours.
void UseOperation::keepPresent(const FoundLogin &present)
{
    const auto &settings = m_world.settings.settings();
    const auto &id = m_gift.account.provider;
    auto known = accountInFile(settings, m_file, m_world.environment);
    if (!known && present.isOwnerCertain)
        known = accountOwnedBy(settings, id, present.owner);
    if (known && known->id == m_order.accountId) {
        leavePresent();
        return;
    }
    const auto owner = present.isOwnerCertain ? present.owner : AccountOwner();
    auto keeper = known ? *known : newAccount(settings, id, owner.email, id);
    if (!known)
        keeper.enabled = false; // nobody has asked for it to be used
    if (owner.isKnown() && !keeper.owner.isKnown())
        keeper.owner = owner;
    const bool isEntry = known && m_world.homeOf(keeper).isEntry();
    keeper = m_world.placed(keeper, isEntry ? keeper.store : storeForOthers());
    const LoginMove move{.id = m_world.newMoveId(),
                         .from = m_gift.to,
                         .to = m_world.homeOf(keeper),
                         .mark = loginMark(present.tokens),
                         .account = keeper,
                         .replaces = isEntry};
    m_note = known ? u"The login that was there is kept as %1."_s.arg(keeper.id)
                   : u"The login that was there is kept as the account %1, switched off."_s.arg(keeper.id);
    // A place that does not answer stops us here, where nothing has changed.
    connect(m_world.places.read(move.to, m_world.providerOf(keeper).oauth(), this), &SecretJob::finished,
            this, [this, move](const Result<Secret> &login) {
                login || login.error().code == ErrorCode::CredentialMissing ? rescue(move)
                                                                            : fail(login.error());
            });
}

//! Both moves stand in the journal from the beginning, so that a crash in between does not leave the CLI
//! signed out.
void UseOperation::rescue(const LoginMove &move)
{
    if (const auto noted = m_world.journal.put({move, m_gift}); !noted) {
        fail(noted.error());
        return;
    }
    auto *job = new MoveLoginJob(move, m_world, this);
    run(job, [this, job, move](const Status &status) {
        if (status) {
            give();
            return;
        }
        (void)m_world.journal.drop(m_gift.id);
        if (!job->hasBegun()) // else the journal knows what there is of it
            (void)m_world.journal.drop(move.id);
        fail(status.error());
    });
    job->start();
}

void UseOperation::give()
{
    auto *job = new MoveLoginJob(m_gift, m_world, this);
    run(job, [this](const Status &status) {
        if (status) {
            finish({.accountId = m_order.accountId, .name = m_gift.account.name, .note = m_note});
            return;
        }
        giveBackFile();
        fail(status.error());
    });
    job->start();
}

//! To the account that made room for a login that does not come: where it signs in again is its own affair.
void UseOperation::giveBackFile()
{
    const auto moves = m_world.journal.moves();
    const bool isUnderWay = !moves || std::ranges::find(*moves, m_gift.id, &LoginMove::id) != moves->end();
    if (!m_absent || isUnderWay)
        return;
    if (const auto placed = m_world.settings.placeAccount(*m_absent); !placed)
        qCWarning(lcAccounts).noquote() << placed.error().detail;
}

RemoveOperation::RemoveOperation(const RemoveOrder &order, LoginWorld &world, QObject *parent)
    : LoginOperation(world, parent)
    , m_order(order)
{
}

void RemoveOperation::start()
{
    const auto account = accountById(m_world.settings.settings(), m_order.accountId);
    if (!account) {
        fail(noAccount(m_order.accountId));
        return;
    }
    const LoginOutcome outcome{.accountId = account->id, .name = account->name};
    const auto home = m_world.homeOf(*account);
    if (!home.isEntry()) {
        removeFromFile(*account);
        return;
    }
    if (const auto pool = poolOfOnly(m_world.settings.settings(), account->id)) {
        fail({ErrorCode::InvalidInput, *pool});
        return;
    }
    LoginMove move{.id = m_world.newMoveId(), .from = home, .account = *account, .removesAccount = true};
    if (!m_order.handBackTo.isEmpty()) {
        move.to = {LoginPlace::Kind::CliFile,
                   fileToHandBackTo(m_order.handBackTo, m_world.providerOf(*account), m_world.environment)};
        move.mustArrive = true;
    }
    auto *job = new MoveLoginJob(move, m_world, this);
    run(job, [this, outcome, id = account->id](const Status &status) {
        // Where there is no login any more, removing the account is all that is left to do.
        const bool isGone = !status && status.error().code == ErrorCode::CredentialMissing;
        const auto done = isGone ? m_world.settings.removeAccount(id) : status;
        done ? finish(outcome) : fail(done.error());
    });
    job->start();
}

//! The login stays with its CLI, which is to find it there with its newest tokens.
void RemoveOperation::removeFromFile(const AccountSettings &account)
{
    auto *job = new SaveKeptJob(account, m_world, this);
    connect(job, &SaveKeptJob::finished, this, [this, job, account](const Status &saved) {
        job->deleteLater();
        const auto removed = saved ? m_world.settings.removeAccount(account.id) : saved;
        removed ? finish({.accountId = account.id, .name = account.name}) : fail(removed.error());
    });
    job->start();
}

} // namespace sluice

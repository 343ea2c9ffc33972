// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/sign_in_operation.h"

#include "engine/accounts/recovery_file.h"
#include "engine/storage/atomic_file.h"

#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

AdoptOperation::AdoptOperation(const LoginMove &move, LoginWorld &world, QObject *parent)
    : LoginOperation(world, parent)
    , m_move(move)
{
}

void AdoptOperation::start()
{
    look(m_move.from, m_world.providerOf(m_move.account), [this](const auto &login) { onFound(login); });
}

void AdoptOperation::onFound(const Result<FoundLogin> &login)
{
    if (!login && login.error().code == ErrorCode::CredentialMissing) {
        discard(m_move, login.error());
        return;
    }
    auto fresh =
        login ? m_world.settings.load() : failure(login.error()); // signing in may have taken minutes
    if (!fresh) {
        fail(fresh.error());
        return;
    }
    m_owner = login->owner;
    m_mark = loginMark(login->tokens);
    const auto account = target();
    const auto home = m_world.homeOf(account);
    if (home.isFile())
        look(home, m_world.providerOf(account),
             [this, account](const auto &present) { onTarget(account, present); });
    else
        makeRoom(account);
}

//! Somebody else may have signed in with the CLI whose file the account lived in: that login stays there.
void AdoptOperation::onTarget(AccountSettings account, const Result<FoundLogin> &present)
{
    const bool isStranger =
        present && present->owner.isKnown() && m_owner.isKnown() && !present->owner.isSameAs(m_owner);
    if (isStranger) {
        m_note = u"%1 holds the login of somebody else, which stays; that of %2 is in the keychain."_s.arg(
            account.path, account.id);
        account = m_world.placed(account, CredentialStore::Keychain);
    }
    take(account);
}

//! Where the configuration was removed the stores still hold its logins. Nobody is there to give another
//! name, and the new login must not wait for one: it takes the next id whose entry is free.
void AdoptOperation::makeRoom(const AccountSettings &account)
{
    if (accountById(m_world.settings.settings(), account.id)) {
        take(account);
        return;
    }
    const auto &oauth = m_world.providerOf(account).oauth();
    connect(m_world.places.read(m_world.homeOf(account), oauth, this), &SecretJob::finished, this,
            [this, account](const Result<Secret> &present) { onEntry(account, present); });
}

void AdoptOperation::onEntry(const AccountSettings &account, const Result<Secret> &present)
{
    if (!present) { // it is free, or does not answer, which the move will say
        take(account);
        return;
    }
    if (markOf(*present, m_world.providerOf(account).oauth()) == m_mark) {
        take(account);
        return;
    }
    m_taken += account.id;
    const auto next = target();
    const auto note = u"%1 holds a login named %2 that belongs to no account, so the new one is %3."_s.arg(
        m_world.stores.of(account.store).place(), loginEntry(m_taken.first()), next.id);
    m_note = m_note.isEmpty() ? note : m_note + u' ' + note;
    makeRoom(next);
}

void AdoptOperation::take(const AccountSettings &account)
{
    const bool isKnown = accountById(m_world.settings.settings(), account.id).has_value();
    m_move.account = account;
    m_move.to = m_world.homeOf(account);
    m_move.replaces = isKnown;
    auto *job = new MoveLoginJob(m_move, m_world, this);
    endAfter(job, {.accountId = account.id, .name = account.name, .replaced = isKnown, .note = m_note});
    job->start();
}

AccountSettings AdoptOperation::target()
{
    m_note.clear();
    auto account = targetFor(m_owner);
    if (m_owner.isKnown())
        account.owner = m_owner;
    return account;
}

//! The account that the login is for, as it is to be configured.
AccountSettings AdoptOperation::targetFor(const AccountOwner &owner)
{
    const auto &settings = m_world.settings.settings();
    const bool isAgain = m_move.replaces; // for an account that was there when it began
    const auto wanted = isAgain ? accountById(settings, m_move.account.id) : std::nullopt;
    const bool isOther =
        wanted && wanted->owner.isKnown() && owner.isKnown() && !wanted->owner.isSameAs(owner);
    if (wanted && !isOther)
        return *wanted;
    if (const auto known = accountOwnedBy(settings, m_move.account.provider, owner)) {
        if (wanted)
            m_note =
                u"The login is not that of %1, but of %2, which has got it."_s.arg(wanted->id, known->id);
        return *known;
    }
    const auto &provider = m_move.account.provider;
    auto account =
        newAccount(settings, provider, isAgain ? QString() : m_move.account.name, provider, m_taken);
    if (wanted)
        m_note =
            u"The login is not that of %1, so it is an account of its own: %2."_s.arg(wanted->id, account.id);
    return m_world.placed(account,
                          m_move.account.store == CredentialStore::File ? CredentialStore::Keychain
                                                                        : m_move.account.store);
}

SignInOperation::SignInOperation(const SignInOrder &order, SignInTask::Terminal terminal, LoginWorld &world,
                                 QObject *parent)
    : LoginOperation(world, parent)
    , m_order(order)
    , m_terminal(terminal)
{
    m_progress.provider = order.provider;
}

void SignInOperation::start()
{
    const auto &settings = m_world.settings.settings();
    const auto again = accountById(settings, m_order.accountId);
    if (!m_order.accountId.isEmpty() && !again) {
        fail({ErrorCode::NotFound, u"there is no account \"%1\""_s.arg(m_order.accountId)});
        return;
    }
    const auto *provider = m_world.providers.byId(again ? again->provider : m_order.provider);
    if (!provider || !provider->client()) {
        fail({ErrorCode::NotFound, u"there is no CLI that signs in to \"%1\""_s.arg(m_order.provider)});
        return;
    }
    if (const auto named = checkName(m_order.name); !named) {
        fail(named.error());
        return;
    }
    const auto id = provider->info().id;
    const auto directory = u"%1/%2"_s.arg(m_world.privateRoot(), m_world.newMoveId());
    m_move = {.id = m_world.newMoveId(),
              .from = {LoginPlace::Kind::PrivateFile,
                       directory + u'/' + provider->client()->info().credentialsFile},
              .account =
                  again ? *again : m_world.placed(newAccount(settings, id, m_order.name, id), m_order.store),
              .mustArrive = true,
              .replaces = again.has_value()};
    auto ready = makePrivateDirectory(directory);
    if (ready) {
        if (auto claim = m_world.claim(m_move.from)) {
            m_claim = *std::move(claim);
            ready = m_world.journal.put({m_move});
        } else {
            ready = failure(claim.error());
        }
    }
    ready ? launch() : fail(ready.error());
}

void SignInOperation::launch()
{
    const auto directory = m_move.from.name.section(u'/', 0, -2);
    const auto &provider = m_world.providerOf(m_move.account);
    m_job = new SignInJob({.client = provider.client()->info(),
                           .directory = directory,
                           .withDeviceCode = m_order.withDeviceCode,
                           .terminal = m_terminal},
                          provider.oauth(), m_world.environment, m_world.clock, this);
    connect(m_job, &SignInJob::progressed, this, [this](const QString &output, const QUrl &address) {
        m_progress.output = output;
        m_progress.address = address;
        emit progressed(m_progress);
    });
    connect(m_job, &SignInJob::finished, this, &SignInOperation::onSignedIn);
    m_progress.stage = SignInProgress::Stage::Running;
    m_job->start();
    emit progressed(m_progress);
}

void SignInOperation::answer(const QString &line)
{
    if (m_job)
        m_job->answer(line);
}

void SignInOperation::cancel()
{
    if (m_job)
        m_job->cancel();
}

void SignInOperation::onSignedIn(const Result<QString> &credentialsFile)
{
    std::exchange(m_job, nullptr)->deleteLater();
    if (!credentialsFile) {
        discard(m_move, credentialsFile.error());
        return;
    }
    auto *adoption = new AdoptOperation(m_move, m_world, this);
    connect(adoption, &LoginOperation::finished, this, &LoginOperation::finished);
    adoption->start();
    m_progress.stage = SignInProgress::Stage::TakingOver;
    emit progressed(m_progress);
}

} // namespace sluice

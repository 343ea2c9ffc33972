// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/sign_in_operation.h"

#include "engine/base/logging.h"
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
    if (!login) {
        discard(login.error());
        return;
    }
    QString note;
    auto account = targetFor(login->owner, note);
    const bool isKnown = accountById(m_world.settings.settings(), account.id).has_value();
    if (login->owner.isKnown())
        account.owner = login->owner;
    m_move.account = account;
    m_move.to = m_world.homeOf(account);
    m_move.replaces = isKnown;
    auto *job = new MoveLoginJob(m_move, m_world, this);
    run(job, [this, account, isKnown, note](const Status &status) {
        if (status)
            finish({.accountId = account.id, .name = account.name, .replaced = isKnown, .note = note});
        else
            fail(status.error());
    });
    job->start();
}

//! The account that the login is for, as it is to be configured.
AccountSettings AdoptOperation::targetFor(const AccountOwner &owner, QString &note) const
{
    const auto &settings = m_world.settings.settings();
    const auto wanted = accountById(settings, m_move.account.id);
    const bool isOther =
        wanted && wanted->owner.isKnown() && owner.isKnown() && !wanted->owner.isSameAs(owner);
    if (wanted && !isOther)
        return *wanted;
    if (const auto known = accountOwnedBy(settings, m_move.account.provider, owner)) {
        if (wanted)
            note = u"The login is not that of %1, but of %2, which has got it."_s.arg(wanted->id, known->id);
        return *known;
    }
    if (!wanted)
        return m_move.account;
    auto account = newAccount(settings, wanted->provider, {}, wanted->provider);
    note = u"The login is not that of %1, so it is an account of its own: %2."_s.arg(wanted->id, account.id);
    return m_world.placed(account,
                          m_move.account.store == CredentialStore::File ? CredentialStore::Keychain
                                                                        : m_move.account.store);
}

void AdoptOperation::discard(const Error &error)
{
    const auto &provider = m_world.providerOf(m_move.account);
    connect(m_world.places.clear(m_move.from, provider.oauth(), this), &SecretJob::finished, this,
            [this, error](const Result<Secret> &cleared) {
                if (cleared)
                    (void)m_world.journal.drop(m_move.id);
                fail(error);
            });
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
    const auto id = provider->info().id;
    const auto directory = u"%1/%2"_s.arg(m_world.privateRoot(), m_world.newMoveId());
    m_move = {.id = m_world.newMoveId(),
              .from = {LoginPlace::Kind::PrivateFile,
                       directory + u'/' + provider->client()->info().credentialsFile},
              .account =
                  again ? *again : m_world.placed(newAccount(settings, id, m_order.name, id), m_order.store),
              .mustArrive = true};
    auto ready = makePrivateDirectory(directory);
    if (ready)
        ready = m_world.journal.put({m_move});
    if (!ready) {
        fail(ready.error());
        return;
    }
    m_lock = std::make_unique<LockSetJob>(m_world.locksFor(m_move.from, m_move.account), m_world.clock,
                                          m_world.random, nullptr);
    connect(m_lock.get(), &LockSetJob::finished, this, &SignInOperation::onLocked);
    m_lock->start();
}

void SignInOperation::onLocked(const Status &locked)
{
    if (!locked) {
        discard(locked.error());
        return;
    }
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
        discard(credentialsFile.error());
        return;
    }
    m_lock.reset(); // the move takes it again
    auto *adoption = new AdoptOperation(m_move, m_world, this);
    connect(adoption, &LoginOperation::finished, this, &LoginOperation::finished);
    adoption->start();
    m_progress.stage = SignInProgress::Stage::TakingOver;
    emit progressed(m_progress);
}

void SignInOperation::discard(const Error &error)
{
    const auto &provider = m_world.providerOf(m_move.account);
    connect(m_world.places.clear(m_move.from, provider.oauth(), this), &SecretJob::finished, this,
            [this, error](const Result<Secret> &cleared) {
                m_lock.reset();
                if (cleared)
                    (void)m_world.journal.drop(m_move.id);
                else
                    qCWarning(lcAccounts).noquote() << cleared.error().detail;
                fail(error);
            });
}

} // namespace sluice

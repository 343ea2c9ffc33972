// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/move_login_job.h"

#include "engine/accounts/recovery_file.h"
#include "engine/base/logging.h"
#include "engine/logins/login_choice.h"
#include "engine/storage/atomic_file.h"

#include <QtCore/QFileInfo>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

MoveLoginJob::MoveLoginJob(const LoginMove &move, LoginWorld &world, QObject *parent)
    : QObject(parent)
    , m_move(move)
    , m_world(world)
    , m_profile(world.providerOf(move.account).oauth())
{
}

void MoveLoginJob::start()
{
    takeLocks(&MoveLoginJob::begin);
}

void MoveLoginJob::start(const Secret &login)
{
    m_login = login;
    start();
}

void MoveLoginJob::resume()
{
    takeLocks(&MoveLoginJob::inspect);
}

void MoveLoginJob::takeLocks(void (MoveLoginJob::*onLocked)(const Status &))
{
    QList<LockSpec> locks;
    for (const auto &place : {m_move.from, m_move.to}) {
        // Locks stand beside the file; a folder that a login is to come to may not be there yet.
        if (place.kind == LoginPlace::Kind::CliFile && &place != &m_move.from)
            (void)makePrivateDirectory(QFileInfo(place.name).absolutePath());
        for (const auto &lock : m_world.locksFor(place, m_move.account)) {
            if (!locks.contains(lock))
                locks.append(lock);
        }
    }
    m_locks = std::make_unique<LockSetJob>(locks, m_world.clock, m_world.random, nullptr);
    connect(m_locks.get(), &LockSetJob::finished, this, onLocked);
    m_locks->start();
}

void MoveLoginJob::await(SecretJob *job, Next next)
{
    connect(job, &SecretJob::finished, this, next);
}

// The way of a move

void MoveLoginJob::begin(const Status &locked)
{
    // A configuration that cannot be edited stops a move before it begins, not at its end.
    const auto ready = locked ? m_world.settings.load() : locked;
    if (!ready)
        finishWith(ready);
    else if (m_move.from.kind == LoginPlace::Kind::Nowhere)
        onSource(m_login);
    else
        await(m_world.places.read(m_move.from, m_profile, this), &MoveLoginJob::onSource);
}

void MoveLoginJob::onSource(const Result<Secret> &login)
{
    if (!login) {
        finishWith(failure(login.error()));
        return;
    }
    const auto tokens = m_profile.parseCredentials(login->reveal());
    if (!tokens) {
        finishWith(failure(tokens.error()));
        return;
    }
    m_login = *login;
    // Tokens that could not be saved yet belong to the login: they go where it is before it leaves.
    const RecoveryFile recovery(recoveryFile(m_move.account.id, m_world.environment), m_profile);
    const auto kept = recovery.kept({.content = login->reveal(), .tokens = *tokens});
    if (!kept) {
        lookAtTarget();
        return;
    }
    const auto merged = m_profile.updatedCredentials(login->reveal(), kept->tokens);
    if (!merged) {
        finishWith(failure(merged.error()));
        return;
    }
    m_login = Secret(*merged);
    await(m_world.places.write(m_move.from, m_profile, m_login, this), &MoveLoginJob::saveKept);
}

void MoveLoginJob::saveKept(const Result<Secret> &saved)
{
    if (!saved) {
        finishWith(failure(saved.error().code,
                           u"its newest tokens cannot be saved where it is: "_s + saved.error().detail));
        return;
    }
    RecoveryFile(recoveryFile(m_move.account.id, m_world.environment), m_profile).forget();
    lookAtTarget();
}

void MoveLoginJob::lookAtTarget()
{
    m_move.mark = markOf(m_login, m_profile);
    if (m_move.to.kind == LoginPlace::Kind::Nowhere)
        commit();
    else
        await(m_world.places.read(m_move.to, m_profile, this), &MoveLoginJob::onTarget);
}

void MoveLoginJob::onTarget(const Result<Secret> &present)
{
    if (!present && present.error().code != ErrorCode::CredentialMissing) {
        finishWith(failure(present.error()));
        return;
    }
    if (present && !m_move.replaces && markOf(*present, m_profile) != m_move.mark) {
        finishWith(
            failure(ErrorCode::InvalidInput,
                    m_move.to.isFile()
                        ? u"there is another login in %1"_s.arg(m_move.to.name)
                        : u"%1 holds a login named %2 that belongs to no account; choose another name"_s.arg(
                            m_world.stores.of(m_move.account.store).place(), m_move.to.name)));
        return;
    }
    commit();
}

void MoveLoginJob::commit()
{
    if (const auto noted = m_world.journal.put({m_move}); !noted) {
        finishWith(noted);
        return;
    }
    m_hasBegun = true;
    if (m_move.to.kind != LoginPlace::Kind::Nowhere) {
        await(m_world.places.write(m_move.to, m_profile, m_login, this), &MoveLoginJob::onWritten);
        return;
    }
    // What goes for good leaves the configuration first: nobody is to look for it.
    if (const auto configured = configure(); !configured) {
        (void)m_world.journal.drop(m_move.id);
        finishWith(configured);
        return;
    }
    clearSource();
}

void MoveLoginJob::onWritten(const Result<Secret> &written)
{
    if (!written)
        failed(written.error());
    else
        await(m_world.places.read(m_move.to, m_profile, this), &MoveLoginJob::onReadBack);
}

void MoveLoginJob::onReadBack(const Result<Secret> &present)
{
    if (!present) {
        failed(present.error());
        return;
    }
    if (markOf(*present, m_profile) != m_move.mark) {
        failed({ErrorCode::StoreUnavailable, u"what was written is not what came back"_s});
        return;
    }
    clearSource();
}

void MoveLoginJob::clearSource()
{
    // Not every CLI takes a lock: only what has arrived at the target may go here.
    if (const auto held = m_locks->verify(); !held)
        failed(held.error());
    else
        await(m_world.places.read(m_move.from, m_profile, this), &MoveLoginJob::onSourceChecked);
}

void MoveLoginJob::onSourceChecked(const Result<Secret> &login)
{
    if (!login && login.error().code == ErrorCode::CredentialMissing)
        settle();
    else if (!login)
        failed(login.error());
    else if (markOf(*login, m_profile) != m_move.mark)
        failed({ErrorCode::LockLost, u"another program has changed the login while it was moved"_s});
    else
        await(m_world.places.clear(m_move.from, m_profile, this), &MoveLoginJob::onSourceCleared);
}

void MoveLoginJob::onSourceCleared(const Result<Secret> &cleared)
{
    if (!cleared)
        failed(cleared.error());
    else
        settle();
}

//! The login is where it should be. Without a journal entry nothing is left to do, so it goes last.
void MoveLoginJob::settle()
{
    auto settled = configure();
    if (settled && (m_move.replaces || m_move.removesAccount)) // tokens of a login that is no more
        RecoveryFile(recoveryFile(m_move.account.id, m_world.environment), m_profile).forget();
    if (settled)
        settled = m_world.journal.drop(m_move.id);
    finishWith(settled);
}

Status MoveLoginJob::configure()
{
    if (!m_move.removesAccount)
        return m_world.settings.placeAccount(m_move.account);
    const auto removed = m_world.settings.removeAccount(m_move.account.id);
    const bool isGone = !removed && removed.error().code == ErrorCode::NotFound;
    return isGone ? Status(Done{}) : removed;
}

void MoveLoginJob::finishWith(const Status &status)
{
    m_locks.reset();
    emit finished(status);
}

//! A failure after the journal knows of the move is an interruption like any other.
void MoveLoginJob::failed(const Error &error)
{
    qCWarning(lcAccounts).noquote() << "moving the login of" << m_move.account.id << "-" << error.detail;
    if (m_error || !m_locks->verify()) { // the next start looks again, under locks of its own
        finishWith(failure(error));
        return;
    }
    m_error = error;
    inspect(Done{});
}

// The way of one that was interrupted

void MoveLoginJob::inspect(const Status &locked)
{
    const auto moves = m_world.journal.moves();
    if (!locked)
        finishWith(locked);
    else if (!moves)
        finishWith(failure(moves.error()));
    else if (std::ranges::find(*moves, m_move.id, &LoginMove::id) == moves->end())
        finishWith(m_error ? Status(failure(*m_error)) : Status(Done{})); // another program has ended it
    else
        lookAtSource();
}

void MoveLoginJob::lookAtSource()
{
    for (const auto &place : {m_move.from, m_move.to}) {
        if (place.kind == LoginPlace::Kind::CliFile)
            removeAbandoned(place.name); // we hold its locks
    }
    await(m_world.places.read(m_move.from, m_profile, this), &MoveLoginJob::onSourceSeen);
}

void MoveLoginJob::onSourceSeen(const Result<Secret> &login)
{
    m_foundSource = found(m_move.from, login);
    if (login)
        m_login = *login;
    await(m_world.places.read(m_move.to, m_profile, this), &MoveLoginJob::onTargetSeen);
}

void MoveLoginJob::onTargetSeen(const Result<Secret> &login)
{
    switch (nextStep(found(m_move.to, login))) {
    case Resumption::Repeat:
        if (!m_error) {
            commit();
            return;
        }
        [[fallthrough]]; // it has just failed: the next start tries again
    case Resumption::Wait:
        finishWith(failure(m_error.value_or(
            Error{ErrorCode::StoreUnavailable, u"the place of a moved login does not answer yet"_s})));
        return;
    case Resumption::ClearSource:
        if (m_move.to.kind == LoginPlace::Kind::Nowhere) // what a refresh has made of it goes as well
            m_move.mark = markOf(m_login, m_profile);
        clearSource();
        return;
    case Resumption::Settle:
        settle();
        return;
    case Resumption::ClearTarget:
        await(m_world.places.clear(m_move.to, m_profile, this), &MoveLoginJob::onTargetCleared);
        return;
    case Resumption::Drop:
        onTargetCleared(Secret());
        return;
    }
}

Resumption MoveLoginJob::nextStep(Found target) const
{
    // An account that is there again, and not with the login that was to go, has been signed in anew.
    const bool isDeletion = m_move.removesAccount && m_move.to.kind == LoginPlace::Kind::Nowhere;
    if (isDeletion && m_foundSource == Found::Successor
        && accountById(m_world.settings.settings(), m_move.account.id))
        return Resumption::Drop;
    return resumption(m_move, m_foundSource, target);
}

void MoveLoginJob::onTargetCleared(const Result<Secret> &cleared)
{
    auto ended = cleared ? m_world.journal.drop(m_move.id) : failure(cleared.error());
    if (ended && m_error)
        ended = failure(*m_error);
    finishWith(ended);
}

Found MoveLoginJob::found(const LoginPlace &place, const Result<Secret> &login) const
{
    if (!login)
        return login.error().code == ErrorCode::CredentialMissing ? Found::Nothing : Found::Unknown;
    const auto tokens = m_profile.parseCredentials(login->reveal());
    if (!tokens)
        return Found::Unknown;
    if (loginMark(*tokens) == m_move.mark)
        return Found::TheLogin;
    return isOurs(place, *tokens) ? Found::Successor : Found::Stranger;
}

//! Whether a login that is not the one that moved is a later one of its owner.
bool MoveLoginJob::isOurs(const LoginPlace &place, const TokenSet &tokens) const
{
    if (place.isEntry()) // it has the name of the account: what is in it is the account's
        return true;
    const auto resident = accountInFile(m_world.settings.settings(), place.name, m_world.environment);
    if (resident && resident->id != m_move.account.id)
        return false;
    // At the target the CLI may still say beside its file whose login was there before ours came.
    const auto &provider = m_world.providerOf(m_move.account);
    const auto owner =
        place == m_move.to ? m_profile.ownerOf(tokens, {}) : m_world.ownerOf(provider, place, tokens);
    return owner.isSameAs(m_move.account.owner);
}

} // namespace sluice

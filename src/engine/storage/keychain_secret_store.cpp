// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/keychain_secret_store.h"

#include <qt6keychain/keychain.h>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! A password dialog has no end of its own.
constexpr auto limit = 20s;

QString service()
{
    return u"sluice"_s;
}

} // namespace

KeychainSecretStore::KeychainSecretStore(const QString &prefix, Clock &clock, QObject *parent)
    : QueuedSecretStore(clock, limit, keychainError(KeyringState::NoAnswer, {}), parent)
    , m_prefix(prefix)
{
}

KeychainSecretStore::~KeychainSecretStore() = default;

QString KeychainSecretStore::place() const
{
    return u"the keychain"_s;
}

void KeychainSecretStore::carryOut(const Call &call)
{
    if (!m_watch) {
        m_watch = new KeyringWatch(this);
        connect(m_watch, &KeyringWatch::becameUsable, this, &KeychainSecretStore::availabilityChanged);
        connect(m_watch, &KeyringWatch::serviceGone, this, &KeychainSecretStore::onServiceGone);
    }
    m_call = call;
    ++m_turn;
    switch (call.kind) {
    case Kind::Read:
        lookUp(false);
        return;
    case Kind::Write:
        store();
        return;
    case Kind::Remove:
        clear();
        return;
    }
}

template <typename Job>
void KeychainSecretStore::run(Job *job, std::function<void(const Job &)> then)
{
    job->setKey(m_prefix + m_call.name);
    connect(job, &QKeychain::Job::finished, this, [this, job, turn = m_turn, then = std::move(then)] {
        if (turn != m_turn)
            return;
        m_job.clear();
        then(*job);
    });
    m_job = job;
    job->start(); // deletes itself
}

void KeychainSecretStore::ask(std::function<void(KeyringState)> then)
{
    m_watch->ask([this, turn = m_turn, then = std::move(then)](KeyringState state) {
        if (turn == m_turn)
            then(state);
    });
}

void KeychainSecretStore::end(const Result<Secret> &value)
{
    ++m_turn;
    finish(value);
}

//! libsecret never ends a call whose password dialog has lost its service at the wrong moment, and QtKeychain
//! begins no other before that end.
void KeychainSecretStore::onServiceGone()
{
    const bool isUnderWay = m_turn % 2 == 1;
    if (!isUnderWay)
        return;
    end(failure(keychainError(KeyringState::NoService, {})));
    if (!m_job)
        return;
    m_job->setAutoDelete(false); // libsecret may come back to it after all
    m_job->emitFinished();
    m_job->disconnect();
}

//! A locked keyring says that the entry is not there. So that is believed only of a keyring that was open
//! before the look and after it.
void KeychainSecretStore::lookUp(bool isSecondLook)
{
    run<QKeychain::ReadPasswordJob>(
        new QKeychain::ReadPasswordJob(service()), [this, isSecondLook](const auto &job) {
            // Nothing without an error is what a keyring in trouble gives too.
            const bool isEmpty = job.error() == QKeychain::NoError && job.binaryData().isEmpty();
            if (job.error() == QKeychain::NoError && !isEmpty) {
                end(Secret(job.binaryData()));
                return;
            }
            if (job.error() != QKeychain::EntryNotFound && !isEmpty) {
                fail(job);
                return;
            }
            ask([this, isSecondLook, isEmpty](KeyringState state) {
                if (state != KeyringState::Open)
                    end(failure(keychainError(state, {})));
                else if (isEmpty)
                    end(Secret());
                else if (isSecondLook)
                    end(failure(ErrorCode::NotFound, u"the keychain has no entry \"%1\""_s.arg(m_call.name)));
                else
                    lookUp(true);
            });
        });
}

void KeychainSecretStore::store()
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setBinaryData(m_call.value.reveal());
    run<QKeychain::WritePasswordJob>(job, [this](const auto &ended) {
        if (ended.error() == QKeychain::NoError)
            end(Secret());
        else
            fail(ended);
    });
}

//! A locked keyring says that it has removed the entry.
void KeychainSecretStore::clear()
{
    const auto unlessClosed = [this](const std::function<void()> &then) {
        ask([this, then](KeyringState state) {
            if (state == KeyringState::Open)
                then();
            else
                end(failure(keychainError(state, {})));
        });
    };
    unlessClosed([this, unlessClosed] {
        run<QKeychain::DeletePasswordJob>(
            new QKeychain::DeletePasswordJob(service()), [this, unlessClosed](const auto &job) {
                if (job.error() != QKeychain::NoError && job.error() != QKeychain::EntryNotFound)
                    fail(job);
                else
                    unlessClosed([this] { end(Secret()); });
            });
    });
}

//! The error code says little (4 and 7 for almost everything), the state of the keyring more.
void KeychainSecretStore::fail(const QKeychain::Job &job)
{
    ask([this, words = job.errorString()](KeyringState state) { end(failure(keychainError(state, words))); });
}

} // namespace sluice

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
    }
    m_call = call;
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
    connect(job, &QKeychain::Job::finished, this, [job, then = std::move(then)] { then(*job); });
    job->start(); // deletes itself
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
                finish(Secret(job.binaryData()));
                return;
            }
            if (job.error() != QKeychain::EntryNotFound && !isEmpty) {
                fail(job);
                return;
            }
            m_watch->ask([this, isSecondLook, isEmpty](KeyringState state) {
                if (state != KeyringState::Open)
                    finish(failure(keychainError(state, {})));
                else if (isEmpty)
                    finish(Secret());
                else if (isSecondLook)
                    finish(
                        failure(ErrorCode::NotFound, u"the keychain has no entry \"%1\""_s.arg(m_call.name)));
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
            finish(Secret());
        else
            fail(ended);
    });
}

//! A locked keyring says that it has removed the entry.
void KeychainSecretStore::clear()
{
    const auto unlessClosed = [this](const std::function<void()> &then) {
        m_watch->ask([this, then](KeyringState state) {
            if (state == KeyringState::Open)
                then();
            else
                finish(failure(keychainError(state, {})));
        });
    };
    unlessClosed([this, unlessClosed] {
        run<QKeychain::DeletePasswordJob>(
            new QKeychain::DeletePasswordJob(service()), [this, unlessClosed](const auto &job) {
                if (job.error() != QKeychain::NoError && job.error() != QKeychain::EntryNotFound)
                    fail(job);
                else
                    unlessClosed([this] { finish(Secret()); });
            });
    });
}

//! The error code says little (4 and 7 for almost everything), the state of the keyring more.
void KeychainSecretStore::fail(const QKeychain::Job &job)
{
    m_watch->ask([this, words = job.errorString()](KeyringState state) {
        finish(failure(keychainError(state, words)));
    });
}

} // namespace sluice

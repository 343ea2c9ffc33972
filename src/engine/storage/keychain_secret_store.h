// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/keyring_watch.h"
#include "engine/storage/queued_secret_store.h"

#include <functional>

namespace QKeychain { // NOLINT(readability-identifier-naming): QtKeychain calls it so
class Job;
}

namespace sluice {

//! The keychain of the system, through QtKeychain: on the main thread only, whose event loop must be GLib's
//! where the system has it. Touches nothing, the session bus included, before the first call.
class KeychainSecretStore final : public QueuedSecretStore
{
    Q_OBJECT

public:
    //! `prefix` opens the name of every entry, for systems where all programs share the names.
    KeychainSecretStore(const QString &prefix, Clock &clock, QObject *parent);
    ~KeychainSecretStore() override;

    QString place() const override;

private:
    void carryOut(const Call &call) override;
    void lookUp(bool isSecondLook);
    void store();
    void clear();
    //! Runs a job of QtKeychain, which must not be deleted before its end.
    template <typename Job>
    void run(Job *job, std::function<void(const Job &)> then);
    //! The state of the keyring, unless the call ends first.
    void ask(std::function<void(KeyringState)> then);
    void fail(const QKeychain::Job &job);
    void end(const Result<Secret> &value);
    void onServiceGone();

    QString m_prefix;
    Call m_call;
    quint64 m_turn = 0; // odd while a call is under way
    QPointer<QKeychain::Job> m_job; // the last one
    KeyringWatch *m_watch = nullptr; // our child, from the first call on
};

} // namespace sluice

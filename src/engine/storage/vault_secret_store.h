// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/queued_secret_store.h"

#include <optional>

namespace sluice {

//! Secrets in a file of their own (vault.json, 0600 in a 0700 directory), for machines without a keychain.
//! Nothing is read from or written to a file that others can get at, nor to a damaged one. Several processes
//! may write at once: each changes its own entry under a lock beside the file.
class VaultSecretStore final : public QueuedSecretStore
{
    Q_OBJECT

public:
    VaultSecretStore(const QString &file, Clock &clock, QObject *parent);
    ~VaultSecretStore() override;

    QString place() const override;

private:
    void carryOut(const Call &call) override;
    void tryEdit(const Call &call);
    Result<Secret> entry(const QString &name) const;
    Status edit(const Call &call) const;
    //! The file's text; nothing where there is no file yet. Fails where others could get at it.
    Result<std::optional<QByteArray>> content() const;
    Failure unavailable(const QString &why) const;
    Failure damaged(const Error &error) const;

    QString m_file;
    Clock &m_clock;
    SteadyTime m_giveUpAt = {}; // when the lock has been held by another for too long
    std::unique_ptr<Deadline> m_retry;
};

} // namespace sluice

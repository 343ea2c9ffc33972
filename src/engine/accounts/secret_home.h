// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/login_home.h"
#include "engine/base/clock.h"
#include "engine/storage/secret_store.h"

#include <memory>

namespace sluice {

//! An entry of the keychain or the vault. What was read once stays known while the store does not answer;
//! it is asked again when it says so, and every 30 s.
class SecretHome final : public LoginHome
{
    Q_OBJECT

public:
    //! `lock` keeps a second Sluice from refreshing the same login.
    SecretHome(SecretStore &store, const QString &entry, const LockSpec &lock, Clock &clock, QObject *parent);

    QString place() const override { return m_store.place(); }
    bool isKnown() const override { return m_content.has_value() || m_trouble.has_value(); }
    Result<QByteArray> content() const override;
    std::optional<Error> trouble() const override;
    void retry() override { read(); }
    QList<LockSpec> refreshLocks() const override { return {m_lock}; }
    HomeJob *prepare(QObject *parent) override;
    HomeJob *replace(const QByteArray &content, QObject *parent) override;

private:
    void read();
    void onRead(const Result<Secret> &value);
    void readBack(HomeJob *job, const Secret &expected);

    SecretStore &m_store;
    QString m_entry;
    LockSpec m_lock;
    Clock &m_clock;
    std::optional<Secret> m_content; // empty: there is certainly no entry
    std::optional<Error> m_trouble;
    SecretJob *m_read = nullptr; // our child, while one runs
    std::unique_ptr<Deadline> m_retry;
};

} // namespace sluice

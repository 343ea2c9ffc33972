// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/login_home.h"
#include "engine/accounts/oauth_profile.h"
#include "engine/storage/file_watch.h"

namespace sluice {

//! A CLI's own credentials file, watched and shared with that CLI under its locks.
class FileHome final : public LoginHome
{
    Q_OBJECT

public:
    FileHome(const QString &path, const OAuthProfile &profile, Clock &clock, QObject *parent);

    QString place() const override { return m_path; }
    Result<QByteArray> content() const override;
    QList<LockSpec> refreshLocks() const override { return m_profile.refreshLocks(m_path); }
    QList<LockSpec> writeLocks() const override { return m_profile.writeLocks(m_path); }
    HomeJob *prepare(QObject *parent) override;
    HomeJob *replace(const QByteArray &content, QObject *parent) override;

private:
    QString m_path;
    const OAuthProfile &m_profile;
    FileWatch m_watch;
};

} // namespace sluice

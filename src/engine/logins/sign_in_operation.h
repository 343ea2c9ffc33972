// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_operation.h"
#include "engine/logins/sign_in_job.h"

namespace sluice {

//! Takes over what a sign-in has left in its private directory, which goes then. A login of an account that
//! is known already replaces that account's. Whoever starts it holds the claim on the directory.
class AdoptOperation final : public LoginOperation
{
public:
    //! `move` as SignInOperation has put it into the journal.
    AdoptOperation(const LoginMove &move, LoginWorld &world, QObject *parent);
    void start() override;

private:
    void onFound(const Result<FoundLogin> &login);
    void onTarget(AccountSettings account, const Result<FoundLogin> &present);
    void makeRoom(const AccountSettings &account);
    void onEntry(const AccountSettings &account, const Result<Secret> &present);
    void take(const AccountSettings &account);
    AccountSettings target();
    AccountSettings targetFor(const AccountOwner &owner);

    LoginMove m_move;
    AccountOwner m_owner; // of the new login
    QByteArray m_mark; // the new login's
    QStringList m_taken; // ids whose entries hold logins of no account
    QString m_note;
};

//! Signs in with the provider's own CLI in a private directory.
class SignInOperation final : public LoginOperation
{
    Q_OBJECT

public:
    SignInOperation(const SignInOrder &order, SignInTask::Terminal terminal, LoginWorld &world,
                    QObject *parent);
    void start() override;

    void answer(const QString &line);
    void cancel();

signals:
    void progressed(const sluice::SignInProgress &progress);

private:
    void launch();
    void onSignedIn(const Result<QString> &credentialsFile);

    SignInOrder m_order;
    SignInTask::Terminal m_terminal;
    LoginMove m_move;
    SignInProgress m_progress;
    std::unique_ptr<DirectoryLock> m_claim; // on the private directory, until we have finished
    SignInJob *m_job = nullptr; // our child, while the CLI runs
};

} // namespace sluice

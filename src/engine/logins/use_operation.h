// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_operation.h"

namespace sluice {

//! Makes an account the plain CLI's login. The login that is there becomes, or stays, an account of its own.
class UseOperation final : public LoginOperation
{
public:
    UseOperation(const UseOrder &order, LoginWorld &world, QObject *parent);
    void start() override;

private:
    void onOwn(const Result<FoundLogin> &login);
    void onPresent(const Result<FoundLogin> &login);
    void leavePresent();
    void keepPresent(const FoundLogin &present);
    void rescue(const LoginMove &move);
    void give();
    void giveBackFile();
    CredentialStore storeForOthers() const;

    UseOrder m_order;
    QString m_file; // the plain CLI's
    LoginMove m_gift; // our login into that file
    std::optional<AccountSettings> m_absent; // was signed out there and has made room
    QString m_note;
};

//! Takes an account out of Sluice: its login is deleted, goes back to a CLI, or stays where it is.
class RemoveOperation final : public LoginOperation
{
public:
    RemoveOperation(const RemoveOrder &order, LoginWorld &world, QObject *parent);
    void start() override;

private:
    void removeFromFile(const AccountSettings &account);

    RemoveOrder m_order;
};

} // namespace sluice

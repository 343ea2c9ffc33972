// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_operation.h"

namespace sluice {

//! Adds the login in a CLI's file, or moves it out of there.
class ImportOperation final : public LoginOperation
{
public:
    ImportOperation(const ImportOrder &order, LoginWorld &world, QObject *parent);
    void start() override;

private:
    void onFound(const Provider &provider, const Result<FoundLogin> &login);
    void leave(const AccountSettings &account, bool isKnown);
    void take(const AccountSettings &account, bool isKnown);

    ImportOrder m_order;
    QString m_path;
};

//! Adds what a person has pasted.
class PasteOperation final : public LoginOperation
{
public:
    PasteOperation(const PasteOrder &order, LoginWorld &world, QObject *parent);
    void start() override;

private:
    PasteOrder m_order;
};

} // namespace sluice

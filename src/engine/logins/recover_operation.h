// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_operation.h"

namespace sluice {

//! Finishes what an earlier run, or a store that did not answer, has left in the journal. Ends well also
//! where something has to wait on.
class RecoverOperation final : public LoginOperation
{
    Q_OBJECT

public:
    RecoverOperation(LoginWorld &world, QObject *parent) : LoginOperation(world, parent) { }
    void start() override;

private:
    void proceed();
    void onResumed(const LoginMove &move, const Error &error);

    QList<LoginMove> m_waiting;
    std::unique_ptr<DirectoryLock> m_claim; // on the private directory of the move under way
};

} // namespace sluice

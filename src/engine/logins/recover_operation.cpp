// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/recover_operation.h"

#include "engine/base/logging.h"
#include "engine/logins/sign_in_operation.h"

#include <algorithm>

namespace sluice {

void RecoverOperation::start()
{
    const auto moves = m_world.journal.moves();
    if (!moves) {
        fail(moves.error());
        return;
    }
    m_waiting = *moves;
    QMetaObject::invokeMethod(this, &RecoverOperation::proceed, Qt::QueuedConnection);
}

void RecoverOperation::proceed()
{
    if (m_waiting.isEmpty()) {
        m_claim.reset();
        finish({});
        return;
    }
    const auto move = m_waiting.takeFirst();
    m_claim.reset();
    if (move.from.kind == LoginPlace::Kind::PrivateFile) {
        auto claim = m_world.claim(move.from);
        if (!claim) { // somebody is signing in there
            proceed();
            return;
        }
        m_claim = *std::move(claim);
        const auto moves = m_world.journal.moves();
        if (!moves || std::ranges::find(*moves, move.id, &LoginMove::id) == moves->end()) {
            proceed();
            return;
        }
    }
    qCInfo(lcAccounts).noquote() << "finishing an interrupted move of the login of" << move.account.id;
    if (move.mark.isEmpty() && move.from.kind == LoginPlace::Kind::PrivateFile) {
        auto *adoption = new AdoptOperation(move, m_world, this);
        connect(adoption, &LoginOperation::finished, this,
                [this, move, adoption](const auto &, const Error &error) {
                    adoption->deleteLater();
                    onResumed(move, error);
                });
        adoption->start();
        return;
    }
    auto *job = new MoveLoginJob(move, m_world, this);
    run(job, [this, move](const Status &status) { onResumed(move, status ? Error{} : status.error()); });
    job->resume();
}

void RecoverOperation::onResumed(const LoginMove &move, const Error &error)
{
    if (!error.detail.isEmpty())
        qCWarning(lcAccounts).noquote() << "the login of" << move.account.id << "-" << error.detail;
    proceed();
}

} // namespace sluice

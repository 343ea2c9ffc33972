// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/login_operation.h"

#include "engine/base/logging.h"

namespace sluice {

void LoginOperation::look(const LoginPlace &place, const Provider &provider,
                          const std::function<void(const Result<FoundLogin> &)> &next)
{
    auto *job = m_world.places.read(place, provider.oauth(), this);
    connect(job, &SecretJob::finished, this, [this, place, &provider, next](const Result<Secret> &text) {
        if (!text) {
            next(failure(text.error()));
            return;
        }
        const auto tokens = provider.oauth().parseCredentials(text->reveal());
        if (!tokens) {
            next(failure(tokens.error()));
            return;
        }
        const bool isCertain =
            place.kind == LoginPlace::Kind::PrivateFile || provider.oauth().ownerOf(*tokens, {}).isKnown();
        next(FoundLogin{*text, *tokens, m_world.ownerOf(provider, place, *tokens), isCertain});
    });
}

void LoginOperation::run(MoveLoginJob *job, const std::function<void(const Status &)> &next)
{
    connect(job, &MoveLoginJob::finished, this, [job, next](const Status &status) {
        job->deleteLater();
        next(status);
    });
}

void LoginOperation::endAfter(MoveLoginJob *job, const LoginOutcome &outcome)
{
    run(job, [this, outcome](const Status &status) { status ? finish(outcome) : fail(status.error()); });
}

void LoginOperation::discard(const LoginMove &move, const Error &error)
{
    const auto &oauth = m_world.providerOf(move.account).oauth();
    connect(m_world.places.clear(move.from, oauth, this), &SecretJob::finished, this,
            [this, id = move.id, error](const Result<Secret> &cleared) {
                if (cleared)
                    (void)m_world.journal.drop(id);
                else
                    qCWarning(lcAccounts).noquote() << cleared.error().detail;
                fail(error);
            });
}

void LoginOperation::finish(const LoginOutcome &outcome)
{
    QMetaObject::invokeMethod(
        this, [this, outcome] { emit finished(outcome, {}); }, Qt::QueuedConnection);
}

void LoginOperation::fail(const Error &error)
{
    QMetaObject::invokeMethod(
        this, [this, error] { emit finished({}, error); }, Qt::QueuedConnection);
}

} // namespace sluice

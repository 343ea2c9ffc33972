// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/engine_p.h"

// What people ask of an Engine about logins and users.

namespace sluice {

using namespace Qt::StringLiterals;

void Engine::importLogin(const ImportOrder &order)
{
    d->desk.import(order);
}

void Engine::pasteLogin(const PasteOrder &order)
{
    d->desk.paste(order);
}

void Engine::removeAccount(const RemoveOrder &order)
{
    d->desk.remove(order);
}

void Engine::useAccount(const QString &accountId)
{
    d->desk.use({.accountId = accountId});
}

void Engine::acceptOwner(const QString &accountId)
{
    d->edited(d->store.setAccountOwner(accountId, {}), accountId); // learnt anew from the login that is there
}

void Engine::signIn(const SignInOrder &order)
{
    if (!d->options.demo) {
        d->desk.signIn(order);
        return;
    }
    const SignInProgress refused{
        .stage = SignInProgress::Stage::Failed,
        .provider = order.provider,
        .error = {ErrorCode::InvalidInput,
                  u"the demo has made-up accounts only; start Sluice without --demo to sign in"_s}};
    const auto tell = [this, refused] {
        emit signInChanged(refused);
        emit loginFinished({}, refused.error);
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void Engine::answerSignIn(const QString &line)
{
    d->desk.answerSignIn(line);
}

void Engine::cancelSignIn()
{
    d->desk.cancelSignIn();
}

void Engine::retryStores()
{
    d->post([](EngineCore &core) { core.retryStores(); });
    if (d->desk.hasUnfinished() && d->core)
        d->desk.recover();
}

void Engine::addUser(const QString &name, const QStringList &pools)
{
    const auto token = d->store.addUser(name, pools);
    if (!token) {
        d->edited(failure(token.error()), {});
        return;
    }
    d->edited(Done{}, {});
    emit userAdded(name, *token);
}

void Engine::removeUser(const QString &name)
{
    d->edited(d->store.removeUser(name), {});
}

} // namespace sluice

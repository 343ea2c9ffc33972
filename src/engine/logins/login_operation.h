// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_choice.h"
#include "engine/logins/login_orders.h"
#include "engine/logins/login_world.h"
#include "engine/logins/move_login_job.h"

#include <functional>

namespace sluice {

//! A login as it was found, with whose it is.
struct FoundLogin
{
    Secret text = {};
    TokenSet tokens = {};
    AccountOwner owner = {};
    //! The login itself says so, or a file that was written with it. What a CLI keeps beside its credentials
    //! may still tell of an earlier login.
    bool isOwnerCertain = false;
};

//! One thing that a person asked for, from the order to its end. Emits finished exactly once, never from
//! inside start(). Deleting it is like a crash: the journal knows how to go on.
class LoginOperation : public QObject
{
    Q_OBJECT

public:
    LoginOperation(LoginWorld &world, QObject *parent) : QObject(parent), m_world(world) { }
    virtual void start() = 0;

signals:
    //! An empty detail means done.
    void finished(const sluice::LoginOutcome &outcome, const sluice::Error &error);

protected:
    //! The next two call `next` later, unless we are gone by then.
    void look(const LoginPlace &place, const Provider &provider,
              const std::function<void(const Result<FoundLogin> &)> &next);
    void run(MoveLoginJob *job, const std::function<void(const Status &)> &next);
    //! Ends the operation as the move ends.
    void endAfter(MoveLoginJob *job, const LoginOutcome &outcome);
    //! Removes what is left of a sign-in that brought nothing, then fails.
    void discard(const LoginMove &move, const Error &error);
    //! Ends the operation, from the event loop.
    void finish(const LoginOutcome &outcome);
    void fail(const Error &error);

    LoginWorld &m_world;
};

} // namespace sluice

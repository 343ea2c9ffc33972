// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_operation.h"
#include "engine/logins/login_world.h"
#include "engine/logins/sign_in_job.h"

#include <QtCore/QObject>

#include <deque>
#include <memory>

namespace sluice {

class SignInOperation;

//! Carries out people's orders about logins, one after another, and finishes what was interrupted. A sign-in
//! waits for a person and so runs beside the others.
class LoginDesk : public QObject
{
    Q_OBJECT

public:
    LoginDesk(LoginWorld &world, QObject *parent);
    ~LoginDesk() override;

    bool hasUnfinished() const; //!< something in the journal waits for recover()
    //! The accounts whose moves wait there, so that what is in their homes may be an old copy. Not those
    //! whose login lies untouched where the configuration says. Of a journal that cannot be read: whoever
    //! lives in keychain or vault.
    QStringList heldAccounts() const;
    void recover(); //!< ends with recovered(), not with finished()

    // Each ends with finished(), in the order of the calls.
    void import(const ImportOrder &order);
    void paste(const PasteOrder &order);
    void remove(const RemoveOrder &order);
    void use(const UseOrder &order);
    //! InvalidInput, with finished(), while another one runs.
    void signIn(const SignInOrder &order, SignInTask::Terminal terminal = SignInTask::Terminal::None);
    void answerSignIn(const QString &line);
    void cancelSignIn();
    bool isSigningIn() const { return m_signIn != nullptr; }

signals:
    void configurationChanged(); //!< an operation has ended that may have edited config.json
    void finished(const sluice::LoginOutcome &outcome, const sluice::Error &error);
    void signInChanged(const sluice::SignInProgress &progress);
    void recovered();

private:
    enum class Purpose : std::uint8_t { Order, Recovery };
    struct Entry
    {
        Purpose purpose = Purpose::Order;
        std::unique_ptr<LoginOperation> operation = {};
    };
    void enqueue(Purpose purpose, std::unique_ptr<LoginOperation> operation);
    void startFirst();
    void onFinished(const LoginOutcome &outcome, const Error &error);
    void onSignInFinished(const LoginOutcome &outcome, const Error &error);
    void tell(const LoginOutcome &outcome, const Error &error);

    LoginWorld &m_world;
    std::deque<Entry> m_queue; // the first one runs
    std::unique_ptr<SignInOperation> m_signIn; // null while nobody signs in
    std::unique_ptr<Deadline> m_nextRecovery; // while something in the journal waits
    SignInProgress m_progress;
    bool m_isCancelled = false;
};

} // namespace sluice

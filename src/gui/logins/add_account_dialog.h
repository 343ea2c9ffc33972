// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"
#include "gui/common/fitted_dialog.h"
#include "gui/logins/add_order.h"
#include "gui/logins/login_words.h"

class QLabel;
class QPushButton;

namespace sluice {

class AddForm;
class ClientLinks;
class LoginEndPage;
class SignInPage;

//! Adds an account, or signs one in again: what to do, how it goes on, how it has ended. Closed while a
//! sign-in runs, it cancels that.
class AddAccountDialog : public FittedDialog
{
    Q_OBJECT

public:
    explicit AddAccountDialog(ClientLinks &links, QWidget *parent = nullptr);

    void setSnapshot(const EngineSnapshot &snapshot);
    void addAccount(); //!< what runs already stays on show
    void signInAgain(const AccountSnapshot &account);
    void showProgress(const SignInProgress &progress);
    //! An operation on logins has ended. False: nobody waits for it here.
    bool takes(const LoginOutcome &outcome, const Error &error);

    void reject() override;

signals:
    void signInRequested(const sluice::SignInOrder &order);
    void importRequested(const sluice::ImportOrder &order);
    void pasteRequested(const sluice::PasteOrder &order);
    void answered(const QString &line); //!< for the running sign-in
    void cancelRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Step : std::uint8_t { Choosing, SigningIn, Working, Ended };
    void buildChoosing();
    void bringForward();
    void look();
    void enter(Step step);
    void end(const LoginEnd &end);
    void submit();
    void send(const AddOrder &order);
    void onPrimaryClicked();
    void onSecondClicked();
    void tryAgain();

    ClientLinks &m_links;
    EngineSnapshot m_snapshot = {};
    Step m_step = Step::Choosing;
    LoginEnd m_end = {};
    AddOrder m_order = SignInOrder{}; // the last one
    bool m_isStarted = false; // the sign-in that was sent runs
    std::optional<SignInProgress> m_told = {}; // a sign-in that has ended; the same end comes once more
    QList<QWidget *> m_pages = {}; // in the order of Step; these are our children
    QWidget *m_choosing;
    AddForm *m_form;
    SignInPage *m_signIn;
    QLabel *m_working;
    LoginEndPage *m_ended;
    QPushButton *m_second;
    QPushButton *m_primary;
};

} // namespace sluice

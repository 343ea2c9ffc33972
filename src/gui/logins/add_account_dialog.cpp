// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/logins/add_account_dialog.h"

#include "gui/clients/client_links.h"
#include "gui/common/type.h"
#include "gui/logins/add_form.h"
#include "gui/logins/login_end_page.h"
#include "gui/logins/sign_in_page.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

namespace {

constexpr int designWidth = 520;

} // namespace

AddAccountDialog::AddAccountDialog(ClientLinks &links, QWidget *parent)
    : FittedDialog(designWidth, parent)
    , m_links(links)
    , m_choosing(new QWidget(this))
    , m_form(new AddForm(links, m_choosing))
    , m_signIn(new SignInPage(this))
    , m_working(makeLabel(this, 14, QFont::DemiBold))
    , m_ended(new LoginEndPage(this))
    , m_second(new QPushButton(this))
    , m_primary(new QPushButton(this))
{
    setWindowTitle(tr("Add account"));
    buildChoosing();
    m_working->setAlignment(Qt::AlignCenter);
    m_working->setMinimumHeight(scaled(120));
    m_pages = {m_choosing, m_signIn, m_working, m_ended};
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(scaled(8));
    buttons->addStretch();
    for (auto *button : {m_second, m_primary}) {
        button->setProperty("plain", true);
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    m_primary->setProperty("primary", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(22), scaled(18), scaled(22), scaled(18));
    layout->setSpacing(scaled(14));
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    for (auto *page : std::as_const(m_pages))
        layout->addWidget(page, 1);
    layout->addLayout(buttons);
    connect(m_form, &AddForm::changed, this, [this] {
        if (m_step == Step::Choosing)
            enter(m_step);
    });
    connect(m_form, &AddForm::submitted, this, &AddAccountDialog::submit);
    connect(m_signIn, &SignInPage::answered, this, &AddAccountDialog::answered);
    connect(m_primary, &QPushButton::clicked, this, &AddAccountDialog::onPrimaryClicked);
    connect(m_second, &QPushButton::clicked, this, &AddAccountDialog::onSecondClicked);
    enter(Step::Choosing);
}

void AddAccountDialog::buildChoosing()
{
    auto *heading = makeLabel(m_choosing, 17, QFont::DemiBold);
    heading->setText(tr("Add an account of yours"));
    auto *layout = new QVBoxLayout(m_choosing);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(12));
    layout->addWidget(heading);
    layout->addWidget(m_form, 1);
}

void AddAccountDialog::setSnapshot(const EngineSnapshot &snapshot)
{
    m_snapshot = snapshot;
}

void AddAccountDialog::addAccount()
{
    if (m_step == Step::Choosing || m_step == Step::Ended) {
        if (!isVisible() || m_step == Step::Ended)
            m_form->clear();
        enter(Step::Choosing);
    }
    bringForward();
}

void AddAccountDialog::signInAgain(const AccountSnapshot &account)
{
    if (m_step == Step::Choosing || m_step == Step::Ended) {
        const bool inVault = account.store == QLatin1StringView("vault");
        send(SignInOrder{.provider = account.providerId,
                         .name = account.name,
                         .accountId = account.id,
                         .store = inVault ? CredentialStore::Vault : CredentialStore::Keychain});
    }
    bringForward();
}

void AddAccountDialog::bringForward()
{
    look();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void AddAccountDialog::look()
{
    QStringList used;
    for (const auto &account : std::as_const(m_snapshot.accounts))
        used += account.path;
    m_form->look(used);
}

void AddAccountDialog::enter(Step step)
{
    m_step = step;
    for (qsizetype i = 0; i < m_pages.size(); ++i)
        m_pages[i]->setVisible(i == static_cast<qsizetype>(step));
    m_second->setEnabled(true);
    const bool signsIn = m_form->choice().way == AddWay::SignIn;
    switch (step) {
    case Step::Choosing:
        m_second->setText(tr("Cancel"));
        m_primary->setText(signsIn ? tr("Sign in") : tr("Add"));
        break;
    case Step::SigningIn:
        m_second->setText(tr("Cancel"));
        break;
    case Step::Working:
        m_second->setText(tr("Close"));
        break;
    case Step::Ended:
        m_second->setText(m_end.kind == LoginEnd::Kind::Done ? tr("Add another") : tr("Try again"));
        m_primary->setText(m_end.kind == LoginEnd::Kind::Done ? tr("Done") : tr("Close"));
        break;
    }
    m_primary->setVisible(step == Step::Choosing || step == Step::Ended);
    m_primary->setEnabled(step != Step::Choosing || m_form->isComplete());
}

void AddAccountDialog::end(const LoginEnd &end)
{
    m_end = end;
    m_ended->show(end);
    enter(Step::Ended);
    m_primary->setFocus();
}

void AddAccountDialog::submit()
{
    const auto order = addOrder(m_form->choice());
    if (order && m_form->isComplete())
        send(*order);
}

void AddAccountDialog::send(const AddOrder &order)
{
    m_order = order;
    m_isStarted = false;
    if (const auto *signIn = std::get_if<SignInOrder>(&order)) {
        const auto *client = m_links.of(signIn->provider);
        m_signIn->start(client ? client->info().name : signIn->provider);
        enter(Step::SigningIn);
        m_signIn->setFocus();
        emit signInRequested(*signIn);
        return;
    }
    m_working->setText(tr("Moving the login …"));
    enter(Step::Working);
    if (const auto *import = std::get_if<ImportOrder>(&order))
        emit importRequested(*import);
    else
        emit pasteRequested(std::get<PasteOrder>(order));
}

void AddAccountDialog::showProgress(const SignInProgress &progress)
{
    using Stage = SignInProgress::Stage;
    const bool isOver = progress.stage == Stage::Done || progress.stage == Stage::Failed
        || progress.stage == Stage::Cancelled;
    if (isOver)
        m_told = progress;
    if (m_step != Step::SigningIn)
        return; // nobody waits for it here
    m_isStarted = true;
    if (isOver)
        end(signInEnd(progress));
    else if (m_second->isEnabled()) // else it is being cancelled
        m_signIn->show(progress);
}

bool AddAccountDialog::takes(const LoginOutcome &outcome, const Error &error)
{
    const auto told = std::exchange(m_told, std::nullopt);
    if (told && told->outcome == outcome && told->error == error)
        return true;
    const bool isRefused = m_step == Step::SigningIn && !m_isStarted && !error.detail.isEmpty();
    if (m_step != Step::Working && !isRefused)
        return false;
    end(loginEnd(outcome, error));
    return true;
}

void AddAccountDialog::onPrimaryClicked()
{
    if (m_step == Step::Choosing)
        submit();
    else
        reject();
}

void AddAccountDialog::onSecondClicked()
{
    switch (m_step) {
    case Step::Choosing:
    case Step::Working:
        reject();
        break;
    case Step::SigningIn:
        m_second->setEnabled(false); // until it says that it is over
        m_signIn->showCancelling();
        emit cancelRequested();
        break;
    case Step::Ended:
        if (m_end.kind == LoginEnd::Kind::Done)
            addAccount();
        else
            tryAgain();
        break;
    }
}

//! A new account begins where its choice was made, with what was filled in.
void AddAccountDialog::tryAgain()
{
    const auto *signIn = std::get_if<SignInOrder>(&m_order);
    if (signIn && !signIn->accountId.isEmpty())
        send(AddOrder(m_order));
    else
        enter(Step::Choosing);
}

void AddAccountDialog::reject()
{
    const bool runs = m_step == Step::SigningIn;
    QDialog::reject();
    m_form->clear();
    enter(Step::Choosing);
    if (runs)
        emit cancelRequested();
}

void AddAccountDialog::changeEvent(QEvent *event)
{
    // Whoever comes back may have installed a program, or signed in with one, in the meantime.
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_step == Step::Choosing)
        look();
    QDialog::changeEvent(event);
}

} // namespace sluice

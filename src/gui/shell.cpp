// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/shell.h"

#include "engine/base/logging.h"
#include "gui/clients/client_links.h"
#include "gui/common/error_text.h"
#include "gui/common/question_dialog.h"
#include "gui/logins/add_account_dialog.h"
#include "gui/logins/login_words.h"
#include "gui/popup/popup_window.h"
#include "gui/settings/accounts_page.h"
#include "gui/settings/gateway_page.h"
#include "gui/settings/notifications_page.h"
#include "gui/settings/settings_window.h"
#include "gui/settings/user_token_dialog.h"
#include "gui/settings/users_panel.h"
#include "gui/tray/tray_icon.h"
#include "gui/tray/tray_menu.h"
#include "gui/welcome/welcome_window.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <utility>

namespace sluice {

Shell::Shell(Clock &clock, const Environment &environment, const NoticeMemory &memory, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_memory(memory)
    , m_menu(std::make_unique<TrayMenu>(clock))
    , m_popup(std::make_unique<PopupWindow>(clock))
    , m_clients(std::make_unique<ClientLinks>(environment))
    , m_settings(std::make_unique<SettingsWindow>(*m_clients))
    , m_welcome(std::make_unique<WelcomeWindow>(*m_clients))
    , m_addAccount(std::make_unique<AddAccountDialog>(*m_clients))
{
    connectPopup();
    connectMenu();
    connectSettings();
    connectWelcome();
    connectLogins();
    connect(&m_host, &TrayHost::found, this, &Shell::onTrayFound);
    connect(&m_host, &TrayHost::missing, this, &Shell::onTrayMissing);
    connect(&m_notifier, &Notifier::showRequested, this, &Shell::open);
    connect(&m_notifier, &Notifier::signInRequested, this, &Shell::signInAgain);
    connect(&m_notifier, &Notifier::muteRequested, this, &Shell::onMuteRequested);
    connect(&m_notifier, &Notifier::unavailable, this, [this](const QString &title, const QString &body) {
        if (m_tray)
            m_tray->showMessage(title, body);
    });
}

Shell::~Shell() = default;

void Shell::connectPopup()
{
    connect(m_popup.get(), &PopupWindow::accountToggled, this, &Shell::accountToggled);
    connect(m_popup.get(), &PopupWindow::gatewayToggled, this, &Shell::gatewayToggled);
    connect(m_popup.get(), &PopupWindow::addAccountRequested, this, &Shell::addAccount);
    connect(m_popup.get(), &PopupWindow::remedyRequested, this, &Shell::onRemedyRequested);
    connect(m_popup.get(), &PopupWindow::settingsRequested, m_settings.get(), &SettingsWindow::bringForward);
}

void Shell::connectMenu()
{
    connect(m_menu.get(), &TrayMenu::openRequested, this, &Shell::open);
    connect(m_menu.get(), &TrayMenu::accountToggled, this, &Shell::accountToggled);
    connect(m_menu.get(), &TrayMenu::useRequested, this, &Shell::askToUse);
    connect(m_menu.get(), &TrayMenu::gatewayToggled, this, &Shell::gatewayToggled);
    connect(m_menu.get(), &TrayMenu::settingsRequested, m_settings.get(), &SettingsWindow::bringForward);
    connect(m_menu.get(), &TrayMenu::quitRequested, this, &Shell::quitRequested);
}

void Shell::connectSettings()
{
    auto &accounts = m_settings->accounts();
    connect(&accounts, &AccountsPage::accountToggled, this, &Shell::accountToggled);
    connect(&accounts, &AccountsPage::renamed, this, &Shell::accountRenamed);
    connect(&accounts, &AccountsPage::stopChosen, this, &Shell::stopChosen);
    connect(&accounts, &AccountsPage::priorityChosen, this, &Shell::priorityChosen);
    connect(&accounts, &AccountsPage::addRequested, m_addAccount.get(), &AddAccountDialog::addAccount);
    connect(&accounts, &AccountsPage::signInRequested, this, &Shell::signInAgain);
    connect(&accounts, &AccountsPage::useRequested, this, &Shell::askToUse);
    connect(&accounts, &AccountsPage::ownerAccepted, this, &Shell::ownerAccepted);
    connect(&accounts, &AccountsPage::storesRetried, this, &Shell::storesRetried);
    connect(&accounts, &AccountsPage::removeRequested, this, &Shell::removeRequested);
    auto &users = m_settings->gateway().users();
    connect(&users, &UsersPanel::addRequested, this, &Shell::userAddRequested);
    connect(&users, &UsersPanel::removeRequested, this, &Shell::userRemoveRequested);
    connect(&m_settings->gateway(), &GatewayPage::gatewayToggled, this, &Shell::gatewayToggled);
    connect(&m_settings->notifications(), &NotificationsPage::chosen, this, &Shell::notificationsChosen);
    connect(m_clients.get(), &ClientLinks::failed, this, &Shell::showError);
}

void Shell::connectWelcome()
{
    connect(m_welcome.get(), &WelcomeWindow::importRequested, this, &Shell::importRequested);
    connect(m_welcome.get(), &WelcomeWindow::addRequested, m_addAccount.get(), &AddAccountDialog::addAccount);
}

void Shell::connectLogins()
{
    connect(m_addAccount.get(), &AddAccountDialog::importRequested, this, &Shell::importRequested);
    connect(m_addAccount.get(), &AddAccountDialog::pasteRequested, this, &Shell::pasteRequested);
    connect(m_addAccount.get(), &AddAccountDialog::signInRequested, this, &Shell::signInRequested);
    connect(m_addAccount.get(), &AddAccountDialog::answered, this, &Shell::signInAnswered);
    connect(m_addAccount.get(), &AddAccountDialog::cancelRequested, this, &Shell::signInCancelled);
}

void Shell::start(milliseconds patience)
{
    m_host.wait(patience);
}

void Shell::onTrayFound()
{
    m_tray = new TrayIcon(m_menu.get(), this);
    m_tray->setSnapshot(m_snapshot);
    connect(m_tray, &TrayIcon::clicked, this, [this] { m_popup->toggle(m_tray->geometry()); });
    connect(m_tray, &TrayIcon::messageClicked, this, &Shell::open);
    tellOfTray({});
    qCInfo(lcGui) << "tray icon shown";
}

void Shell::onTrayMissing()
{
    qCInfo(lcGui) << "no tray on this desktop";
    tellOfTray(tr("This desktop shows no tray icons, so Sluice opens this window instead. Closed, it goes "
                  "on in the background; start Sluice again to see the window."));
    m_needsWindow = true;
    openFirstWindow();
}

void Shell::tellOfTray(const QString &text)
{
    m_settings->setMessage(SettingsWindow::Topic::NoTray, text);
    m_welcome->setMessage(text);
}

void Shell::setSnapshot(const EngineSnapshot &snapshot, const NotificationSettings &notifications)
{
    m_snapshot = snapshot;
    if (snapshot.state == GatewayState::Listening || snapshot.state == GatewayState::Off)
        m_settings->setMessage(SettingsWindow::Topic::Gateway, {});
    m_popup->setSnapshot(snapshot);
    m_settings->setSnapshot(snapshot);
    m_menu->setSnapshot(snapshot);
    if (m_tray)
        m_tray->setSnapshot(snapshot);
    m_settings->notifications().setNotifications(notifications);
    m_welcome->setSnapshot(snapshot);
    m_addAccount->setSnapshot(snapshot);
    tell(snapshot, notifications);
    openFirstWindow();
}

void Shell::setClientTarget(const ClientTarget &target)
{
    m_clients->setTarget(target);
}

//! One window: the one for the first start where there is no account; another only for want of an icon.
void Shell::openFirstWindow()
{
    if (m_snapshot.state == GatewayState::Starting)
        return; // the accounts are not known yet
    const bool first = !std::exchange(m_welcomed, true);
    const bool needed = std::exchange(m_needsWindow, false);
    if (m_snapshot.accounts.isEmpty() && (first || needed))
        m_welcome->bringForward();
    else if (needed)
        m_settings->bringForward();
}

void Shell::addAccount()
{
    if (m_snapshot.accounts.isEmpty())
        m_welcome->bringForward();
    else
        m_addAccount->addAccount();
}

const AccountSnapshot *Shell::account(const QString &accountId) const
{
    const auto found = std::ranges::find(m_snapshot.accounts, accountId, &AccountSnapshot::id);
    return found == m_snapshot.accounts.end() ? nullptr : &*found;
}

//! Where several accounts are meant, the window shows which.
void Shell::signInAgain(const QString &accountId)
{
    if (const auto *found = account(accountId))
        m_addAccount->signInAgain(*found);
    else
        open();
}

void Shell::askToUse(const QString &accountId)
{
    const auto *found = account(accountId);
    const auto *client = found ? m_clients->of(found->providerId) : nullptr;
    if (!client)
        return;
    const auto &name = client->info().name;
    auto *question = new QuestionDialog(tr("Make %1 the login of %2?").arg(found->name, name),
                                        useExplanation(name, m_clients->credentialsFile(found->providerId)),
                                        tr("Use in %1").arg(name), QuestionDialog::Answer::Plain,
                                        m_settings->isActiveWindow() ? m_settings.get() : nullptr);
    connect(question, &QDialog::accepted, this, [this, accountId] { emit useRequested(accountId); });
    question->open();
}

void Shell::onRemedyRequested(const QString &accountId, Remedy remedy)
{
    switch (remedy) {
    case Remedy::SignIn:
        signInAgain(accountId);
        break;
    case Remedy::RetryStores:
        emit storesRetried();
        break;
    case Remedy::AcceptOwner: // whose login it is, the page says in full
        m_settings->showAccount(accountId);
        break;
    }
}

void Shell::tell(const EngineSnapshot &snapshot, const NotificationSettings &notifications)
{
    const auto before = m_memory;
    const auto news = notices(snapshot, notifications, m_memory);
    m_notifier.takeBack([&snapshot](const Notice &notice) { return isOver(notice, snapshot); });
    for (const auto &notice : news)
        m_notifier.post(notice);
    if (m_memory != before)
        emit memoryChanged(m_memory);
}

void Shell::bringForward()
{
    if (m_welcome->isVisible())
        m_welcome->bringForward();
    else
        open();
}

void Shell::open()
{
    if (m_tray && m_tray->geometry().isValid())
        m_popup->open(m_tray->geometry());
    else
        m_settings->bringForward();
}

void Shell::showMessage(const Error &error, SettingsWindow::Topic topic)
{
    m_settings->setMessage(topic, wholeText(error));
    m_settings->bringForward();
}

void Shell::showError(const Error &error)
{
    showMessage(error, SettingsWindow::Topic::Event);
}

void Shell::forgetError()
{
    m_settings->setMessage(SettingsWindow::Topic::Event, {});
}

void Shell::showGatewayFailure(const Error &error)
{
    if (!m_welcome->isVisible()) {
        showMessage(error, SettingsWindow::Topic::Gateway);
        return;
    }
    m_settings->setMessage(SettingsWindow::Topic::Gateway, wholeText(error));
    m_welcome->bringForward(); // the snapshot has told it
}

void Shell::showLoginEnd(const LoginOutcome &outcome, const Error &error)
{
    if (m_addAccount->takes(outcome, error))
        return;
    if (!error.detail.isEmpty())
        showError(error);
    else
        m_settings->setMessage(SettingsWindow::Topic::Event, outcome.note);
}

void Shell::showSignIn(const SignInProgress &progress)
{
    m_addAccount->showProgress(progress);
}

void Shell::setUsers(const QList<UserSettings> &users, const QList<PoolSettings> &pools)
{
    m_settings->gateway().users().setUsers(users, pools);
}

void Shell::showUserToken(const QString &user, const Secret &token)
{
    auto *dialog = new UserTokenDialog(user, token, m_settings.get());
    dialog->open();
}

void Shell::onMuteRequested()
{
    const auto today = QDateTime::fromMSecsSinceEpoch(toUnixMilliseconds(m_clock.now())).date();
    m_memory.muteUntil(fromUnixMilliseconds(today.addDays(1).startOfDay().toMSecsSinceEpoch()));
    emit memoryChanged(m_memory);
}

} // namespace sluice

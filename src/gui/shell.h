// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/base/environment.h"
#include "engine/base/error.h"
#include "engine/logins/login_orders.h"
#include "engine/snapshot.h"
#include "engine/storage/settings.h"
#include "gui/logins/account_trouble.h"
#include "gui/notify/notice.h"
#include "gui/notify/notifier.h"
#include "gui/settings/settings_window.h"
#include "gui/tray/tray_host.h"

#include <QtCore/QObject>

#include <memory>

namespace sluice {

class AddAccountDialog;
class ClientLinks;
class PopupWindow;
class TrayIcon;
class TrayMenu;
class WelcomeWindow;
struct ClientTarget;

//! Everything the person sees. Snapshots in, wishes out; knows no engine, so tests can show it alone.
class Shell : public QObject
{
    Q_OBJECT

public:
    Shell(Clock &clock, const Environment &environment, const NoticeMemory &memory,
          QObject *parent = nullptr);
    ~Shell() override;

    //! The icon appears as soon as the desktop has a place for it, a window if there is none in this time.
    void start(milliseconds patience = TrayHost::usualPatience);
    void setSnapshot(const EngineSnapshot &snapshot, const NotificationSettings &notifications);
    //! What clients are pointed at; an empty address while nothing listens.
    void setClientTarget(const ClientTarget &target);
    //! `pools`: all there are, those that exist by default included.
    void setUsers(const QList<UserSettings> &users, const QList<PoolSettings> &pools);
    void showLoginEnd(const LoginOutcome &outcome, const Error &error);
    void showSignIn(const SignInProgress &progress);
    void showUserToken(const QString &user, const Secret &token); //!< the one time
    void bringForward(); //!< a second start asks for us
    void showError(const Error &error);
    void forgetError(); //!< something later has succeeded
    void showGatewayFailure(const Error &error); //!< until a snapshot says otherwise

signals:
    void gatewayToggled(bool enabled);
    void accountToggled(const QString &accountId, bool enabled);
    void accountRenamed(const QString &accountId, const QString &name);
    void stopChosen(const QString &accountId, sluice::WindowKind window, const sluice::AccountStop &stop);
    void priorityChosen(const QString &accountId, sluice::Priority priority);
    void importRequested(const sluice::ImportOrder &order);
    void pasteRequested(const sluice::PasteOrder &order);
    void signInRequested(const sluice::SignInOrder &order);
    void signInAnswered(const QString &line);
    void signInCancelled();
    void useRequested(const QString &accountId); //!< as the plain CLI's login
    void ownerAccepted(const QString &accountId);
    void storesRetried();
    void removeRequested(const sluice::RemoveOrder &order);
    void userAddRequested(const QString &name, const QStringList &pools);
    void userRemoveRequested(const QString &name);
    void notificationsChosen(const sluice::NotificationSettings &settings);
    void quitRequested();
    void memoryChanged(const sluice::NoticeMemory &memory); //!< keep it for the next start

private:
    void onTrayFound();
    void onTrayMissing();
    void onMuteRequested();
    void connectPopup();
    void connectMenu();
    void connectSettings();
    void connectWelcome();
    void connectLogins();
    void openFirstWindow();
    void tellOfTray(const QString &text);
    void open(); // the popup, or a window where nobody knows its place
    void addAccount();
    void signInAgain(const QString &accountId);
    void askToUse(const QString &accountId);
    void onRemedyRequested(const QString &accountId, Remedy remedy);
    void showMessage(const Error &error, SettingsWindow::Topic topic);
    const AccountSnapshot *account(const QString &accountId) const;
    void tell(const EngineSnapshot &snapshot, const NotificationSettings &notifications);

    Clock &m_clock;
    NoticeMemory m_memory;
    EngineSnapshot m_snapshot = {};
    TrayHost m_host;
    Notifier m_notifier;
    std::unique_ptr<TrayMenu> m_menu;
    std::unique_ptr<PopupWindow> m_popup;
    std::unique_ptr<ClientLinks> m_clients;
    std::unique_ptr<SettingsWindow> m_settings;
    std::unique_ptr<WelcomeWindow> m_welcome;
    std::unique_ptr<AddAccountDialog> m_addAccount;
    bool m_welcomed = false;
    bool m_needsWindow = false; // there is no icon, and no window has been opened for it yet
    TrayIcon *m_tray = nullptr; // our child; null until the desktop has a place for it
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/snapshot.h"

#include <QtWidgets/QMenu>

namespace sluice {

//! A line of the submenu that chooses the login of a provider's own CLI.
struct UseEntry
{
    QString accountId = {}; //!< empty: the heading of a provider
    QString text = {};
    bool isChosen = false;
    bool operator==(const UseEntry &) const = default;
};

//! The accounts that a CLI can use by itself, by provider; headings only where there are several providers.
QList<UseEntry> useEntries(const QList<AccountSnapshot> &accounts);

//! The same as the popup, for people and desktops that prefer menus.
class TrayMenu : public QMenu
{
    Q_OBJECT

public:
    explicit TrayMenu(Clock &clock, QWidget *parent = nullptr);

    void setSnapshot(const EngineSnapshot &snapshot);

signals:
    void openRequested();
    void accountToggled(const QString &accountId, bool enabled);
    void useRequested(const QString &accountId); //!< as the plain CLI's login
    void gatewayToggled(bool enabled);
    void settingsRequested();
    void quitRequested();

private:
    void updateAccounts();
    void tellStates(); //!< as of now: a countdown goes on though nothing else happens
    void updateUse(const QList<AccountSnapshot> &accounts);

    Clock &m_clock;
    QAction *m_state; // these are our children
    QAction *m_accountsEnd;
    QMenu *m_use;
    QAction *m_gateway;
    bool m_isGatewayOn = true;
    QList<AccountSnapshot> m_shown = {};
    QList<QAction *> m_accounts = {}; // one for each of those
    QList<UseEntry> m_useEntries = {};
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

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
    explicit TrayMenu(QWidget *parent = nullptr);

    void setSnapshot(const EngineSnapshot &snapshot);

signals:
    void openRequested();
    void accountToggled(const QString &accountId, bool enabled);
    void useRequested(const QString &accountId); //!< as the plain CLI's login
    void gatewayToggled(bool enabled);
    void settingsRequested();
    void quitRequested();

private:
    void updateAccounts(const QList<AccountSnapshot> &accounts, SystemTime now);
    void updateUse(const QList<AccountSnapshot> &accounts);

    QAction *m_state; // these are our children
    QAction *m_accountsEnd;
    QMenu *m_use;
    QAction *m_gateway;
    bool m_isGatewayOn = true;
    QList<QAction *> m_accounts = {};
    QList<UseEntry> m_useEntries = {};
};

} // namespace sluice

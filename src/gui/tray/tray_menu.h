// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"

#include <QtWidgets/QMenu>

namespace sluice {

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
    void gatewayToggled(bool enabled);
    void settingsRequested();
    void quitRequested();

private:
    void updateAccounts(const QList<AccountSnapshot> &accounts, SystemTime now);

    QAction *m_state; // these are our children
    QAction *m_accountsEnd;
    QAction *m_pause;
    QList<QAction *> m_accounts = {};
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/tray/tray_menu.h"

#include "gui/common/format.h"

namespace sluice {

TrayMenu::TrayMenu(QWidget *parent) : QMenu(parent)
{
    auto *open = addAction(tr("Open Sluice"), this, &TrayMenu::openRequested);
    setDefaultAction(open);
    m_state = addAction(QString());
    m_state->setEnabled(false);
    addSeparator();
    m_accountsEnd = addSeparator();
    m_pause = addAction(tr("Pause gateway"), this, [this](bool paused) { emit gatewayToggled(!paused); });
    m_pause->setCheckable(true);
    addAction(tr("Settings…"), this, &TrayMenu::settingsRequested);
    addSeparator();
    addAction(tr("Quit"), this, &TrayMenu::quitRequested);
}

void TrayMenu::setSnapshot(const EngineSnapshot &snapshot)
{
    m_state->setText(gatewayText(snapshot));
    m_pause->setChecked(snapshot.state == GatewayState::Off);
    m_accountsEnd->setVisible(!snapshot.accounts.isEmpty());
    updateAccounts(snapshot.accounts, snapshot.at);
}

void TrayMenu::updateAccounts(const QList<AccountSnapshot> &accounts, SystemTime now)
{
    while (m_accounts.size() > accounts.size())
        delete m_accounts.takeLast();
    while (m_accounts.size() < accounts.size()) {
        auto *action = new QAction(this);
        action->setCheckable(true);
        connect(action, &QAction::triggered, this,
                [this, action](bool checked) { emit accountToggled(action->data().toString(), checked); });
        insertAction(m_accountsEnd, action);
        m_accounts.append(action);
    }
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        const auto &account = accounts[i];
        auto name = clearName(account, accounts);
        name.replace(u'&', QStringLiteral("&&"));
        m_accounts[i]->setData(account.id);
        m_accounts[i]->setChecked(account.enabled);
        m_accounts[i]->setText(tr("%1 · %2", "account, state").arg(name, stateText(account, now)));
    }
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/tray/tray_menu.h"

#include "gui/common/format.h"
#include "gui/common/gateway_switch.h"
#include "gui/common/type.h"

#include <QtGui/QFontMetrics>

namespace sluice {

namespace {

constexpr int designName = 200;

//! Shortened: a menu is as wide as its longest line, and one wider than the screen loses its last column.
//! In the middle, for the provider may be at the end.
QString asMenuText(const QString &name)
{
    auto text = QFontMetrics(textFont(13)).elidedText(name, Qt::ElideMiddle, scaled(designName));
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

QList<UseEntry> useEntries(const QList<AccountSnapshot> &accounts)
{
    QStringList providers;
    for (const auto &account : accounts) {
        if ((account.canBeCliLogin || account.isCliLogin) && !providers.contains(account.providerName))
            providers += account.providerName;
    }
    QList<UseEntry> result;
    for (const auto &provider : std::as_const(providers)) {
        if (providers.size() > 1)
            result.append({{}, provider});
        for (const auto &account : accounts) {
            if (account.providerName == provider && (account.canBeCliLogin || account.isCliLogin))
                result.append({account.id, account.name, account.isCliLogin});
        }
    }
    return result;
}

TrayMenu::TrayMenu(Clock &clock, QWidget *parent) : QMenu(parent), m_clock(clock)
{
    connect(this, &QMenu::aboutToShow, this, &TrayMenu::tellStates);
    auto *open = addAction(tr("Open Sluice"), this, &TrayMenu::openRequested);
    setDefaultAction(open);
    m_state = addAction(QString());
    m_state->setEnabled(false);
    addSeparator();
    m_accountsEnd = addSeparator();
    m_use = addMenu(tr("Use in the CLI"));
    m_use->menuAction()->setVisible(false);
    m_gateway = addAction(QString(), this, [this] { emit gatewayToggled(!m_isGatewayOn); });
    addAction(tr("Settings…"), this, &TrayMenu::settingsRequested);
    addSeparator();
    addAction(tr("Quit"), this, &TrayMenu::quitRequested);
}

void TrayMenu::setSnapshot(const EngineSnapshot &snapshot)
{
    m_state->setText(gatewayText(snapshot));
    m_isGatewayOn = isSwitchedOn(snapshot.state);
    m_gateway->setText(m_isGatewayOn ? tr("Switch gateway off") : tr("Switch gateway on"));
    m_gateway->setEnabled(canBeSwitched(snapshot.state));
    m_accountsEnd->setVisible(!snapshot.accounts.isEmpty());
    m_shown = snapshot.accounts;
    updateAccounts();
    updateUse(snapshot.accounts);
}

void TrayMenu::updateUse(const QList<AccountSnapshot> &accounts)
{
    const auto entries = useEntries(accounts);
    if (std::exchange(m_useEntries, entries) == entries)
        return; // an open menu stays as it is
    m_use->clear();
    for (const auto &entry : entries) {
        auto *action = m_use->addAction(asMenuText(entry.text));
        action->setEnabled(!entry.accountId.isEmpty());
        action->setCheckable(!entry.accountId.isEmpty());
        action->setChecked(entry.isChosen);
        connect(action, &QAction::triggered, this, [this, action, entry] {
            action->setChecked(entry.isChosen); // until the engine says so
            if (!entry.isChosen)
                emit useRequested(entry.accountId);
        });
    }
    m_use->menuAction()->setVisible(!entries.isEmpty());
}

void TrayMenu::updateAccounts()
{
    while (m_accounts.size() > m_shown.size())
        delete m_accounts.takeLast();
    while (m_accounts.size() < m_shown.size()) {
        auto *action = new QAction(this);
        action->setCheckable(true);
        connect(action, &QAction::triggered, this,
                [this, action](bool checked) { emit accountToggled(action->data().toString(), checked); });
        insertAction(m_accountsEnd, action);
        m_accounts.append(action);
    }
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        m_accounts.at(i)->setData(m_shown.at(i).id);
        m_accounts.at(i)->setChecked(m_shown.at(i).enabled);
    }
    tellStates();
}

void TrayMenu::tellStates()
{
    const auto now = m_clock.now();
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        const auto name = asMenuText(clearName(m_shown.at(i), m_shown));
        m_accounts.at(i)->setText(tr("%1 · %2", "account, state").arg(name, stateText(m_shown.at(i), now)));
    }
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/gateway_page.h"

#include "gui/common/format.h"
#include "gui/common/gateway_switch.h"
#include "gui/common/plain_text.h"
#include "gui/common/switch.h"
#include "gui/common/type.h"
#include "gui/settings/users_panel.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

using namespace Qt::StringLiterals;

GatewayPage::GatewayPage(QWidget *parent)
    : SettingsPage(parent)
    , m_switch(new Switch(this))
    , m_state(makeLabel(this, 13))
    , m_address(new QLineEdit(this))
    , m_copy(new QPushButton(tr("&Copy"), this))
    , m_users(new UsersPanel(this))
{
    const auto caption = [this](const QString &text, QWidget *buddy) {
        auto *label = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
        label->setText(text);
        label->setBuddy(buddy);
        return label;
    };
    auto *heading = makeLabel(this, 17, QFont::DemiBold);
    heading->setText(title());
    auto *lead = caption(
        tr("Clients connect here. The page Clients points them to this address and takes it back."), nullptr);
    lead->setWordWrap(true);
    m_switch->setAccessibleName(tr("Gateway"));
    m_switch->setToolTip(tr("Switched off, the gateway accepts no connections; running requests finish."));
    m_state->setWordWrap(true);
    m_address->setReadOnly(true);
    m_copy->setProperty("plain", true);
    m_copy->setAutoDefault(false);
    m_copy->setToolTip(tr("Copies the address"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(scaled(12));
    grid->setVerticalSpacing(scaled(10));
    grid->setColumnMinimumWidth(0, scaled(130));
    grid->setColumnStretch(1, 1);
    grid->addWidget(caption(tr("&Gateway"), m_switch), 0, 0);
    grid->addWidget(m_switch, 0, 1);
    grid->addWidget(caption(tr("State"), m_state), 1, 0);
    grid->addWidget(m_state, 1, 1);
    grid->addWidget(caption(tr("&Address"), m_address), 2, 0);
    grid->addWidget(m_address, 2, 1);
    grid->addWidget(m_copy, 2, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20));
    layout->addWidget(heading);
    layout->addWidget(lead);
    layout->addSpacing(scaled(14));
    layout->addLayout(grid);
    layout->addSpacing(scaled(22));
    layout->addWidget(m_users);
    layout->addStretch();
    connect(m_switch, &Switch::clicked, this, &GatewayPage::gatewayToggled);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_address->text()); });
}

void GatewayPage::setSnapshot(const EngineSnapshot &snapshot)
{
    m_switch->setChecked(isSwitchedOn(snapshot.state));
    m_switch->setEnabled(canBeSwitched(snapshot.state));
    const auto refused = configurationText(snapshot);
    m_state->setText(gatewayText(snapshot) + (refused.isEmpty() ? QString() : u'\n' + refused));
    if (m_address->text() != snapshot.address)
        m_address->setText(snapshot.address);
    m_address->setToolTip(snapshot.addressProblem.isEmpty()
                              ? tr("Set gateway.listen and gateway.port in config.json to change it")
                              : plainToolTip(snapshot.addressProblem));
    m_copy->setEnabled(!snapshot.address.isEmpty());
}

} // namespace sluice

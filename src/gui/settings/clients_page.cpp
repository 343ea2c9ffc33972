// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/clients_page.h"

#include "gui/clients/client_links.h"
#include "gui/clients/client_row.h"
#include "gui/common/type.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

ClientsPage::ClientsPage(ClientLinks &links, QWidget *parent) : SettingsPage(parent), m_links(links)
{
    auto *heading = makeLabel(this, 17, QFont::DemiBold);
    heading->setText(title());
    auto *lead = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
    lead->setText(tr("Programs that use your accounts through Sluice. Only their address and token are set; "
                     "their own logins stay."));
    lead->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20));
    layout->addWidget(heading);
    layout->addWidget(lead);
    for (const auto &link : links.all()) {
        layout->addSpacing(scaled(16));
        layout->addWidget(new ClientRow(0, *link, this));
    }
    layout->addStretch(1); // a row would grow beside a spacer of no factor
}

void ClientsPage::showEvent(QShowEvent *event)
{
    m_links.refresh();
    SettingsPage::showEvent(event);
}

} // namespace sluice

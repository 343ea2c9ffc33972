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
    lead->setText(tr("Clients that use your accounts through Sluice. Only their address and token are set; "
                     "their own logins stay."));
    lead->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20));
    layout->addWidget(heading);
    layout->addWidget(lead);
    for (const auto &link : links.all()) {
        layout->addSpacing(scaled(16));
        m_rows += new ClientRow(*link, this);
        layout->addWidget(m_rows.last());
    }
    layout->addStretch(1); // a row would grow beside a spacer of no factor
}

void ClientsPage::setSnapshot(const EngineSnapshot &snapshot)
{
    QHash<const ClientLink *, QString> logins;
    for (const auto &account : snapshot.accounts) {
        if (account.isCliLogin)
            logins.insert(m_links.of(account.providerId),
                          account.email.isEmpty()
                              ? account.name
                              : tr("%1 (%2)", "account, e-mail").arg(account.name, account.email));
    }
    const auto &links = m_links.all();
    for (std::size_t i = 0; i < links.size(); ++i)
        m_rows[static_cast<qsizetype>(i)]->setOwnLogin(logins.value(links[i].get()));
}

void ClientsPage::showEvent(QShowEvent *event)
{
    m_links.refresh();
    SettingsPage::showEvent(event);
}

} // namespace sluice

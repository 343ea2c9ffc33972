// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/settings/settings_page.h"

namespace sluice {

class ClientLinks;
class ClientRow;

//! One row per client that Sluice can point here.
class ClientsPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit ClientsPage(ClientLinks &links, QWidget *parent = nullptr);

    QString title() const override { return tr("Clients"); }
    void setSnapshot(const EngineSnapshot &snapshot) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    ClientLinks &m_links;
    QList<ClientRow *> m_rows = {}; // in the order of the links; our children
};

} // namespace sluice

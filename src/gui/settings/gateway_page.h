// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/settings/settings_page.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace sluice {

class Switch;
class UsersPanel;

//! Where the gateway listens, and its switch.
class GatewayPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit GatewayPage(QWidget *parent = nullptr);

    QString title() const override { return tr("Gateway"); }
    void setSnapshot(const EngineSnapshot &snapshot) override;
    UsersPanel &users() const { return *m_users; }

signals:
    void gatewayToggled(bool enabled);

private:
    Switch *m_switch; // these are our children
    QLabel *m_state;
    QLineEdit *m_address;
    QPushButton *m_copy;
    UsersPanel *m_users;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"
#include "engine/snapshot.h"

#include <QtGui/QUndoStack>
#include <QtWidgets/QWidget>

class QLabel;
class QListWidget;
class QStackedWidget;

namespace sluice {

class AccountsPage;
class ClientLinks;
class GatewayPage;
class NotificationsPage;
class SettingsPage;

//! Side list and pages. Changes apply at once; closing the window leaves Sluice in the tray.
class SettingsWindow : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsWindow(ClientLinks &clients, QWidget *parent = nullptr);

    void setSnapshot(const EngineSnapshot &snapshot);
    void bringForward();
    void showAccount(const QString &accountId);
    //! A line above the pages, gone with the next one; empty hides it.
    void setMessage(const QString &text);
    AccountsPage &accounts() const { return *m_accounts; }
    GatewayPage &gateway() const { return *m_gateway; }
    NotificationsPage &notifications() const { return *m_notifications; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addPage(SettingsPage *page);
    void fitList();

    EngineSnapshot m_snapshot = {};
    QUndoStack m_undo;
    QListWidget *m_list; // these are our children
    QStackedWidget *m_stack;
    QLabel *m_message;
    AccountsPage *m_accounts;
    GatewayPage *m_gateway;
    NotificationsPage *m_notifications;
    QList<SettingsPage *> m_pages = {};
};

} // namespace sluice

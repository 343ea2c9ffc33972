// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"
#include "engine/snapshot.h"

#include <QtGui/QUndoStack>
#include <QtWidgets/QWidget>

class QListWidget;
class QStackedWidget;

namespace sluice {

class AccountsPage;
class ClientLinks;
class GatewayPage;
class NoticeBar;
class NotificationsPage;
class SettingsPage;

//! Side list and pages. Changes apply at once; closing the window leaves Sluice in the tray.
class SettingsWindow : public QWidget
{
    Q_OBJECT

public:
    //! What a line above the pages is about; of several the first one is shown.
    enum class Topic : std::uint8_t { Event, Gateway, NoTray };

    explicit SettingsWindow(ClientLinks &clients, QWidget *parent = nullptr);

    void setSnapshot(const EngineSnapshot &snapshot);
    void bringForward();
    void showAccount(const QString &accountId);
    //! A line above the pages, there until another one about the same, an empty one, or the person closes it.
    void setMessage(Topic topic, const QString &text);
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
    QMap<Topic, QString> m_messages = {};
    QListWidget *m_list; // these are our children
    QStackedWidget *m_stack;
    NoticeBar *m_message;
    AccountsPage *m_accounts;
    GatewayPage *m_gateway;
    NotificationsPage *m_notifications;
    QList<SettingsPage *> m_pages = {};
};

} // namespace sluice

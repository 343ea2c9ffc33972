// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/settings.h"
#include "gui/settings/settings_page.h"

class QGridLayout;
class QLabel;
class QLineEdit;
class QUndoStack;

namespace sluice {

class Switch;

//! What Sluice tells through the desktop's notifications.
class NotificationsPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit NotificationsPage(QUndoStack *undo, QWidget *parent = nullptr);

    QString title() const override { return tr("Notifications"); }
    void setSnapshot(const EngineSnapshot &) override { }
    void setNotifications(const NotificationSettings &settings);

signals:
    void chosen(const sluice::NotificationSettings &settings);

private:
    Switch *addSwitch(QGridLayout *grid, const QString &label, const QString &toolTip,
                      bool NotificationSettings::*member);
    void onThresholdsEdited();
    void choose(const NotificationSettings &settings);
    void render();
    void refuseThresholds(const QString &why);

    QUndoStack *m_undo;
    NotificationSettings m_settings = {};
    QList<std::pair<Switch *, bool NotificationSettings::*>> m_switches = {}; // these are our children
    QLineEdit *m_thresholds;
    QLabel *m_refusal; // why the percentages stay as they are
};

//! `80, 95` as it is written in a field; nothing for what is no list of whole percentages.
std::optional<QList<int>> thresholdsFrom(const QString &text);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/tray/tray_status.h"

#include <QtCore/QObject>
#include <QtWidgets/QSystemTrayIcon>

class QMenu;

namespace sluice {

//! The icon in the panel. Build it only once TrayHost has found a place.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    explicit TrayIcon(QMenu *menu, QObject *parent = nullptr); //!< the menu stays the caller's

    void setSnapshot(const EngineSnapshot &snapshot);
    //! Empty where the desktop does not tell (StatusNotifier).
    QRect geometry() const { return m_icon.geometry(); }
    //! Qt's own balloon, where no notification service answers.
    void showMessage(const QString &title, const QString &body);

signals:
    void clicked();
    void messageClicked();

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paint();

    QSystemTrayIcon m_icon;
    TrayStatus m_status = {};
};

} // namespace sluice

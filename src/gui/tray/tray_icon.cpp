// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/tray/tray_icon.h"

#include "gui/tray/tray_painter.h"

#include <QtCore/QEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenu>

namespace sluice {

TrayIcon::TrayIcon(QMenu *menu, QObject *parent) : QObject(parent)
{
    m_icon.setContextMenu(menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            emit clicked();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::messageClicked);
    qApp->installEventFilter(this);
    paint();
    m_icon.show();
}

void TrayIcon::setSnapshot(const EngineSnapshot &snapshot)
{
    const auto status = trayStatus(snapshot);
    const bool repaint = !status.looksLike(m_status);
    if (status.toolTip != m_status.toolTip)
        m_icon.setToolTip(status.toolTip);
    m_status = status;
    if (repaint)
        paint();
}

void TrayIcon::showMessage(const QString &title, const QString &body)
{
    m_icon.showMessage(title, body);
}

bool TrayIcon::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange)
        paint();
    return QObject::eventFilter(watched, event);
}

void TrayIcon::paint()
{
    m_icon.setIcon(trayIcon(m_status, Theme::matching(QGuiApplication::palette()).dark));
}

} // namespace sluice

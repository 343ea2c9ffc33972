// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/snapshot.h"
#include "gui/logins/account_trouble.h"
#include "gui/popup/bar_row.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace sluice {

class AccountList;
class PoolPanel;
class PopupFooter;
class PopupHeader;
class TabStrip;

//! The window behind the tray icon. Works for snapshots alone; what the person wants leaves as signals.
class PopupWindow : public QWidget
{
    Q_OBJECT

public:
    explicit PopupWindow(Clock &clock, QWidget *parent = nullptr);

    void setSnapshot(const EngineSnapshot &snapshot);
    //! Opens beside the icon, or closes. A click that has just closed the popup does not open it again.
    void toggle(const QRect &icon);
    void open(const QRect &icon);

signals:
    void accountToggled(const QString &accountId, bool enabled);
    void gatewayToggled(bool enabled);
    void addAccountRequested();
    void remedyRequested(const QString &accountId, sluice::Remedy remedy);
    void settingsRequested();

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *buildBody();
    void connectParts();
    void applyTheme();
    void render();
    void orderTabs();
    void fit();
    void scheduleTick();

    Clock &m_clock;
    EngineSnapshot m_snapshot = {};
    QString m_providerId = {};
    TimeForm m_form = TimeForm::Countdown;
    QRect m_anchor = {};
    QPoint m_cursor = {}; // where it was when we opened: our place where the icon has no geometry
    bool m_blended; // translucent corners and a shadow
    QTimer m_tick; // runs only while visible
    QElapsedTimer m_sinceHidden;
    PopupHeader *m_header; // these are our children
    TabStrip *m_tabs;
    PoolPanel *m_pool;
    QScrollArea *m_scroll;
    AccountList *m_accounts;
    PopupFooter *m_footer;
};

} // namespace sluice

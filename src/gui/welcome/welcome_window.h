// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_orders.h"
#include "engine/snapshot.h"
#include "gui/clients/client_links.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace sluice {

class NoticeBar;
class StepRow;

//! The first start: an account, a client, a first request. Each row ticks itself off.
class WelcomeWindow : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomeWindow(ClientLinks &links, QWidget *parent = nullptr);

    void setSnapshot(const EngineSnapshot &snapshot);
    void bringForward();
    void setMessage(const QString &text); //!< a line above the rows; empty hides it

signals:
    void importRequested(const sluice::ImportOrder &order);
    void addRequested(); //!< an account in another way

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void addRow(QVBoxLayout *layout, StepRow *row);
    QWidget *buildTerms();
    void look(); // for logins and at the clients' settings
    void render();
    void renderAccount();
    void onAccountClicked();
    QString accountText() const;
    void renderRequest();
    void onRequestClicked();
    ClientLink *tryable() const; // null: none can be tried

    ClientLinks &m_links;
    EngineSnapshot m_snapshot = {};
    QList<OfferedLogin> m_logins = {}; // no account's yet
    NoticeBar *m_failure; // these are our children
    NoticeBar *m_message;
    StepRow *m_account;
    StepRow *m_request;
};

} // namespace sluice

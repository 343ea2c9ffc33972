// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/snapshot.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace sluice {

class ClientSetup;
class StepRow;

//! The first start: an account, a client, a first request. Each row ticks itself off.
class WelcomeWindow : public QWidget
{
    Q_OBJECT

public:
    WelcomeWindow(const Environment &environment, ClientSetup &setup, QWidget *parent = nullptr);

    void setSnapshot(const EngineSnapshot &snapshot);
    void bringForward();

signals:
    void importRequested(const QString &path);
    void chooseFileRequested(); //!< the login is elsewhere

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void addRow(QVBoxLayout *layout, StepRow *row);
    QWidget *buildTerms();
    void look(); // for logins and at the client's settings
    void renderAccount();
    void renderRequest();
    void applyTheme();

    Environment m_environment;
    ClientSetup &m_setup;
    EngineSnapshot m_snapshot = {};
    QStringList m_logins = {}; // found, and no account's yet
    StepRow *m_account; // these are our children
    StepRow *m_request;
};

} // namespace sluice

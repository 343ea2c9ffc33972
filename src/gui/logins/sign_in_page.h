// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_orders.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace sluice {

//! A sign-in as it goes on: what the CLI says, the address to open, and a line to answer with.
class SignInPage : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPage(QWidget *parent = nullptr);

    void start(const QString &clientName);
    void show(const SignInProgress &progress);
    void showCancelling();

signals:
    void answered(const QString &line);

private:
    QWidget *buildAddress();
    QWidget *buildAnswer();
    void send();

    QString m_clientName = {};
    QString m_shown = {}; // the part of the output that is in the view
    QLabel *m_heading; // these are our children
    QLabel *m_lead;
    QPlainTextEdit *m_output;
    QLineEdit *m_address = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_copy = nullptr;
    QLineEdit *m_answer = nullptr;
    QPushButton *m_send = nullptr;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/logins/login_words.h"

#include <QtWidgets/QWidget>

class QLabel;

namespace sluice {

//! How adding an account or signing in has ended, with a sign for it.
class LoginEndPage : public QWidget
{
    Q_OBJECT

public:
    explicit LoginEndPage(QWidget *parent = nullptr);

    void show(const LoginEnd &end);

private:
    class Sign;
    Sign *m_sign; // these are our children
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_detail;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/account_snapshot.h"

#include <QtWidgets/QWidget>

class QButtonGroup;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace sluice {

class ElidedLabel;
class LimitSlider;

//! What can be set on one account, below the table.
class AccountDetails : public QWidget
{
    Q_OBJECT

public:
    explicit AccountDetails(QWidget *parent = nullptr);

    //! `client` is the provider's CLI; empty where there is none. `takenNames`: what the provider's other
    //! accounts are called.
    void show(const AccountSnapshot &account, const QString &client, const QStringList &takenNames);

signals:
    void renamed(const QString &name);
    void limitChosen(sluice::WindowKind window, std::optional<int> percent);
    void priorityChosen(sluice::Priority priority);
    void useRequested(); //!< as the plain CLI's login
    void signInRequested();
    void removeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildPriority();
    void addField(QGridLayout *grid, int row, int column, const QString &label, QWidget *field);
    QWidget *buildActions();
    void showLogin(const QString &client);
    void onNameEdited();
    void refuseName(const QString &why);

    AccountSnapshot m_account = {};
    QStringList m_takenNames = {};
    QLineEdit *m_name; // these are our children
    QLabel *m_refusal; // why the name stays as it is
    ElidedLabel *m_home;
    ElidedLabel *m_owner;
    QPushButton *m_use = nullptr;
    QPushButton *m_signIn = nullptr;
    LimitSlider *m_fiveHour;
    LimitSlider *m_week;
    QButtonGroup *m_priority;
};

} // namespace sluice

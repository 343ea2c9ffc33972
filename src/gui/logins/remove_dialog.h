// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/account_snapshot.h"
#include "engine/logins/login_orders.h"
#include "gui/common/question_dialog.h"

class QLineEdit;

namespace sluice {

class ChoiceList;

//! Asks before an account goes, and where its login goes then.
class RemoveDialog : public QuestionDialog
{
    Q_OBJECT

public:
    //! `client` is the provider's CLI, `directory` where it keeps its files.
    RemoveDialog(const AccountSnapshot &account, const QString &client, QString directory, QWidget *parent);

signals:
    void chosen(const sluice::RemoveOrder &order);

private:
    QWidget *buildFolder();
    void chooseFolder();
    RemoveOrder order() const;

    QString m_accountId;
    QString m_directory;
    ChoiceList *m_choices = nullptr; // our children; null for a login that stays where it is
    QWidget *m_place = nullptr;
    QLineEdit *m_folder = nullptr;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/clients/client_links.h"
#include "gui/logins/add_order.h"

#include <QtWidgets/QWidget>

class QButtonGroup;
class QCheckBox;
class QFrame;
class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;
class QVBoxLayout;

namespace sluice {

class ChoiceList;

//! Whose account, how it comes here, and where its login is kept.
class AddForm : public QWidget
{
    Q_OBJECT

public:
    explicit AddForm(ClientLinks &links, QWidget *parent = nullptr);

    void clear(); //!< for a new account
    //! Looks for logins that none of these files is, and for programs, again.
    void look(const QStringList &usedPaths);
    AddChoice choice() const;
    bool isComplete() const; //!< there is an order for the choice, and a program that can do it
    QString clientName() const; //!< of the chosen provider

signals:
    void changed();
    void submitted(); //!< Enter in a field

private:
    QWidget *buildProviders();
    QWidget *buildSignIn();
    QWidget *buildFound();
    QWidget *buildPaste();
    QWidget *buildFile();
    QWidget *buildName();
    AddWay way() const;
    const ClientLink *link() const; // of the chosen provider; null where it has no CLI
    void onProviderChosen();
    void onWayChosen();
    void fillFound();
    void fillHomes();
    void chooseFile();

    ClientLinks &m_links;
    QList<OfferedLogin> m_logins = {};
    QList<CredentialStore> m_homesShown = {};
    QButtonGroup *m_providers; // these are our children
    ChoiceList *m_ways;
    QStackedWidget *m_panels;
    QLabel *m_signInText = nullptr;
    QLineEdit *m_install = nullptr;
    QCheckBox *m_deviceCode = nullptr;
    QListWidget *m_found = nullptr;
    QLabel *m_pasteHint = nullptr;
    QLineEdit *m_pasted = nullptr;
    QLineEdit *m_path = nullptr;
    ChoiceList *m_homes;
    QLineEdit *m_name = nullptr;
};

} // namespace sluice

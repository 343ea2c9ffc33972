// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/common/step_row.h"

#include <functional>

namespace sluice {

class ClientLink;

//! One CLI or all of them: points it here, with the exact change shown before; one click takes it back.
class ClientRow : public StepRow
{
    Q_OBJECT

public:
    explicit ClientRow(ClientLink &link, QWidget *parent = nullptr); //!< under its own name
    //! As a step; those that are not installed are left out while another one is.
    ClientRow(int number, const QString &title, const QList<ClientLink *> &links, QWidget *parent = nullptr);

    //! Whose login the client uses by itself: an account's name; empty: not known.
    void setOwnLogin(const QString &account);

private:
    struct Choice
    {
        QString text = {};
        std::function<void()> act = {};
    };
    void render();
    QList<ClientLink *> shown() const;
    QString stateText(const QList<ClientLink *> &links) const;
    QString elsewhereText(const QList<ClientLink *> &links) const;
    QStringList names(const QList<ClientLink *> &links) const;
    QList<Choice> choices(const QList<ClientLink *> &links);
    void click(qsizetype choice);
    void ask(ClientLink *link);

    QList<ClientLink *> m_links;
    bool m_isStep = false;
    QString m_ownLogin = {};
    QList<Choice> m_choices = {}; // of the buttons, the right one first
    ClientLink *m_asked = nullptr; // whose change is shown and waits for a yes; null: none's
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/common/step_row.h"

namespace sluice {

class ClientLink;

//! A CLI: point it here, with the exact change shown before; one click takes it back.
class ClientRow : public StepRow
{
    Q_OBJECT

public:
    ClientRow(int number, ClientLink &link, QWidget *parent = nullptr);

    //! Whose login the client uses by itself: an account's name; empty: not known.
    void setOwnLogin(const QString &account);

private:
    void render();
    QString stateText() const;
    QString elsewhereText() const;
    void onClicked();
    void setAsking(bool asking);

    ClientLink &m_link;
    QString m_ownLogin = {};
    bool m_asking = false; // the change is shown and waits for a yes
};

} // namespace sluice

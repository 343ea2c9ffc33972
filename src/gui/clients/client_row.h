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

private:
    void render();
    QString elsewhereText() const;
    void onClicked();
    void setAsking(bool asking);

    ClientLink &m_link;
    bool m_asking = false; // the change is shown and waits for a yes
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/common/step_row.h"

namespace sluice {

class ClientSetup;

//! Claude Code: point it here, with the exact change shown before; one click takes it back.
class ClientRow : public StepRow
{
    Q_OBJECT

public:
    ClientRow(int number, const QString &title, ClientSetup &setup, QWidget *parent = nullptr);

private:
    void render();
    void onClicked();
    void setAsking(bool asking);

    ClientSetup &m_setup;
    bool m_asking = false; // the change is shown and waits for a yes
};

} // namespace sluice

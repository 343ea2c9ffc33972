// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/popup/bar_row.h"

namespace sluice {

class Badge;
class LineLabel;

//! An account on one line: name, a small bar of its fullest window, percent used, state.
class FoldedRow : public QWidget
{
    Q_OBJECT

public:
    explicit FoldedRow(QWidget *parent = nullptr);

    void refresh(const AccountSnapshot &account, SystemTime now);

private:
    Badge *m_glyph; // these are our children
    QLabel *m_name;
    UsageBar *m_bar;
    QLabel *m_percent;
    LineLabel *m_state;
};

} // namespace sluice

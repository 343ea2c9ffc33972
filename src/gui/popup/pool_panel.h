// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/popup/popup_contents.h"

#include <QtWidgets/QWidget>

class QLabel;

namespace sluice {

class UsageBar;

//! What is left of the week over all enabled accounts, on a panel of its own.
class PoolPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PoolPanel(QWidget *parent = nullptr);

    void refresh(const PoolLine &line);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_left; // these are our children
    QLabel *m_caption;
    QLabel *m_verdict;
    UsageBar *m_bar;
};

} // namespace sluice

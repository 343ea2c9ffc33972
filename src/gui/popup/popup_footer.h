// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"

#include <QtWidgets/QWidget>

class QLabel;

namespace sluice {

//! What else can be done, and today's tokens.
class PopupFooter : public QWidget
{
    Q_OBJECT

public:
    explicit PopupFooter(QWidget *parent = nullptr);

    void refresh(const EngineSnapshot &snapshot);

signals:
    void addAccountRequested();
    void settingsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_today; // our child
};

} // namespace sluice

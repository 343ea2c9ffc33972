// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"

#include <QtWidgets/QWidget>

class QLabel;

namespace sluice {

class Switch;
class TextButton;

//! Mark, name, the gateway's state and its switch; below them why it could not start.
class PopupHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PopupHeader(QWidget *parent = nullptr);

    void refresh(const EngineSnapshot &snapshot);

signals:
    void gatewayToggled(bool enabled);

private:
    void copyAddress();

    class StateDot;
    EngineSnapshot m_snapshot = {};
    StateDot *m_dot; // these are our children
    TextButton *m_state;
    Switch *m_switch;
    QLabel *m_problem;
};

} // namespace sluice

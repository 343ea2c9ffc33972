// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"

#include <QtWidgets/QWidget>

namespace sluice {

//! One page of the settings window. A change applies at once and leaves as a signal of the page.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString title() const = 0;
    virtual void setSnapshot(const EngineSnapshot &snapshot) = 0;
};

} // namespace sluice

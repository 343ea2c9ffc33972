// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/common/bar_look.h"

#include <QtCore/QVariantAnimation>
#include <QtWidgets/QProgressBar>

namespace sluice {

//! One utilization bar as a widget. Screen readers find a progress bar whose text says what the colour says.
class UsageBar : public QProgressBar
{
    Q_OBJECT

public:
    explicit UsageBar(QWidget *parent = nullptr);

    void setLook(const BarLook &look);
    void setThin(bool thin); //!< for what matters less
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {height(), sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int trackHeight() const;

    BarLook m_look = {};
    bool m_thin = false;
    double m_shown = 0; // percent; runs after m_look.used while animated
    QVariantAnimation m_animation;
};

} // namespace sluice

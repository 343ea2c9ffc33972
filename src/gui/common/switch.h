// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/common/theme.h"

#include <QtWidgets/QCheckBox>

namespace sluice {

//! A check box that looks like a switch; keyboard and screen reader find a check box.
class Switch : public QCheckBox
{
    Q_OBJECT

public:
    explicit Switch(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    //! The same picture for delegates: 34 x 20, centred in `area`.
    static void paint(QPainter &painter, const QRectF &area, bool on, const Theme &theme);

protected:
    bool hitButton(const QPoint &position) const override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QLabel>

namespace sluice {

//! One line of plain text that leaves out its end where it has no room. text() stays whole, for screen
//! readers too.
class LineLabel : public QLabel
{
    Q_OBJECT

public:
    explicit LineLabel(double designPixels, QFont::Weight weight, QWidget *parent);

    QSize sizeHint() const override; //!< room for all of it
    QSize minimumSizeHint() const override; //!< room for a few letters

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace sluice

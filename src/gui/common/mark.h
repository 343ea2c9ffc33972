// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QIcon>
#include <QtWidgets/QWidget>

class QPainter;

namespace sluice {

//! Our sign, painted: windows need no SVG plugin for it.
class Mark : public QWidget
{
    Q_OBJECT

public:
    explicit Mark(QWidget *parent = nullptr);

    static void paint(QPainter &painter, const QRectF &area, const QColor &color);
    static QIcon icon(); //!< for window lists and the notification fallback

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace sluice

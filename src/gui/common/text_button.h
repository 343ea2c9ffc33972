// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QPalette>
#include <QtWidgets/QPushButton>

namespace sluice {

//! Text that can be clicked, with a patch behind it while the pointer or the focus is there. A checkable one
//! that is checked keeps its patch, in the accent colour: a tab.
class TextButton : public QPushButton
{
    Q_OBJECT

public:
    explicit TextButton(double designPixels, QPalette::ColorRole role, QWidget *parent = nullptr);

    void setTextAlignment(Qt::Alignment alignment);
    void setPadding(int horizontal, int vertical);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPalette::ColorRole m_role;
    Qt::Alignment m_alignment = Qt::AlignCenter;
    QSize m_padding = {};
};

} // namespace sluice

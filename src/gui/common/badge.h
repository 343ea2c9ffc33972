// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QColor>
#include <QtWidgets/QLabel>

namespace sluice {

//! A word on a rounded patch: a plan, or a provider's letter.
class Badge : public QLabel
{
    Q_OBJECT

public:
    enum class Kind : std::uint8_t { Plan, Glyph };
    explicit Badge(Kind kind, QWidget *parent = nullptr);

    //! For Kind::Glyph, whose patch has the provider's colour.
    void setPatch(const QColor &color) { m_patch = color; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind;
    QColor m_patch = {};
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/usage_bar.h"

#include "gui/common/type.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

#include <algorithm>

namespace sluice {

namespace {

constexpr int fullTrack = 8;
constexpr int thinTrack = 4;
constexpr int tickOverhang = 3;
constexpr int animationMs = 200;

} // namespace

UsageBar::UsageBar(QWidget *parent) : QProgressBar(parent)
{
    setRange(0, 100);
    setTextVisible(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_animation.setDuration(animationMs);
    m_animation.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_shown = value.toDouble();
        update();
    });
}

void UsageBar::setLook(const BarLook &look)
{
    const double target = look.used.value_or(Percent{}).value();
    // The desktop's wish for less motion reaches Qt as an animation time of zero.
    const bool mayMove =
        isVisible() && style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    m_look = look;
    setValue(static_cast<int>(std::clamp(target, 0.0, 100.0)));
    setFormat(barText(look));
    setAccessibleDescription(barText(look));
    m_animation.stop();
    if (mayMove && target != m_shown) {
        m_animation.setStartValue(m_shown);
        m_animation.setEndValue(target);
        m_animation.start();
    } else {
        m_shown = target;
    }
    update();
}

void UsageBar::setThin(bool thin)
{
    m_thin = thin;
    updateGeometry();
}

int UsageBar::trackHeight() const
{
    return m_thin ? thinTrack : fullTrack;
}

QSize UsageBar::sizeHint() const
{
    return {scaled(160), trackHeight() + 2 * tickOverhang};
}

void UsageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (layoutDirection() == Qt::RightToLeft) {
        painter.translate(width(), 0);
        painter.scale(-1, 1);
    }
    const QRectF area(0, (height() - trackHeight()) / 2.0, width(), trackHeight());
    paintBar(painter, area, m_look, m_shown, Theme::matching(palette()));
}

} // namespace sluice

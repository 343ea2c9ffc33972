// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/limit_slider.h"

#include "engine/accounts/account_limits.h"
#include "gui/common/format.h"
#include "gui/common/type.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSlider>

#include <algorithm>

namespace sluice {

namespace {

//! Where an account pauses that has no limit of its own, as it is the same for both windows.
const int defaultLimit = static_cast<int>(Caps().fiveHour.value());

} // namespace

LimitSlider::LimitSlider(QWidget *parent)
    : QWidget(parent)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_value(makeLabel(this, 13))
{
    m_slider->setRange(5, defaultLimit);
    m_slider->setSingleStep(1);
    m_slider->setPageStep(5);
    m_slider->setMinimumHeight(scaled(18));
    m_value->setFixedWidth(numberWidth(m_value->font(), percent(Percent{100})));
    m_value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setFocusProxy(m_slider);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_value);
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        showValue();
        choose();
    });
    connect(m_slider, &QSlider::sliderReleased, this, &LimitSlider::choose);
}

void LimitSlider::setLimit(std::optional<int> percent)
{
    if (m_slider->isSliderDown())
        return; // the person is at it
    const QSignalBlocker blocker(m_slider);
    const int value = percent.value_or(defaultLimit);
    m_slider->setMaximum(std::max(defaultLimit, value)); // more than the default only where it is set
    m_slider->setValue(value);
    m_known = value;
    showValue();
}

//! Not while it is dragged, and not where it was only touched: what is shown may be said in another way, as a
//! reserve.
void LimitSlider::choose()
{
    if (m_slider->isSliderDown() || m_slider->value() == m_known)
        return;
    m_known = m_slider->value();
    emit limitChosen(limit());
}

void LimitSlider::setAccessibleTexts(const QString &name, const QString &description)
{
    m_slider->setAccessibleName(name);
    m_slider->setAccessibleDescription(description);
    m_slider->setToolTip(description);
}

std::optional<int> LimitSlider::limit() const
{
    return m_slider->value() == defaultLimit ? std::nullopt : std::optional(m_slider->value());
}

void LimitSlider::showValue()
{
    m_value->setText(percent(Percent{static_cast<double>(m_slider->value())}));
}

} // namespace sluice

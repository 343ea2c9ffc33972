// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/step_row.h"

#include "gui/common/theme.h"
#include "gui/common/type.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyle>

namespace sluice {

using namespace Qt::StringLiterals;

//! The step's number, or a tick once it is done.
class StepRow::Circle : public QWidget
{
public:
    Circle(int number, QWidget *parent) : QWidget(parent), m_number(number)
    {
        setFixedSize(scaled(26), scaled(26));
    }

    void setDone(bool done)
    {
        m_done = done;
        setAccessibleName(done ? StepRow::tr("done") : StepRow::tr("step %1").arg(m_number));
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto theme = Theme::matching(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_done ? theme.good : theme.chip);
        painter.drawEllipse(rect());
        if (!m_done) {
            painter.setPen(theme.accent);
            painter.setFont(textFont(12, QFont::DemiBold));
            painter.drawText(rect(), Qt::AlignCenter, QString::number(m_number));
            return;
        }
        const double unit = width() / 26.0;
        painter.setPen(QPen(Qt::white, 2 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        const QPolygonF tick{{9 * unit, 13.4 * unit}, {11.8 * unit, 16 * unit}, {17 * unit, 10.4 * unit}};
        painter.drawPolyline(tick);
    }

private:
    int m_number;
    bool m_done = false;
};

StepRow::StepRow(int number, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_heading(makeLabel(this, 14, QFont::DemiBold))
    , m_text(makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText))
    , m_detail(makeLabel(this, 12))
    , m_button(new QPushButton(this))
    , m_second(new QPushButton(this))
{
    m_heading->setText(title);
    m_text->setWordWrap(true);
    m_detail->setFont(fixedFont(12));
    m_detail->setWordWrap(true);
    m_detail->setProperty("panel", true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_detail->hide();
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(scaled(14));
    layout->setVerticalSpacing(scaled(3));
    layout->setColumnStretch(1, 1);
    layout->setRowStretch(1, 1);
    if (number > 0) {
        m_circle = new Circle(number, this);
        layout->addWidget(m_circle, 0, 0, 2, 1, Qt::AlignTop);
    }
    layout->addWidget(m_heading, 0, 1);
    layout->addWidget(m_text, 1, 1, Qt::AlignTop);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(scaled(6));
    for (auto *button : {m_button, m_second}) {
        button->setProperty("plain", true);
        button->setAutoDefault(false);
        button->hide();
        buttons->addWidget(button, 0, Qt::AlignRight);
    }
    layout->addLayout(buttons, 0, 2, 2, 1, Qt::AlignTop);
    layout->addWidget(m_detail, 2, 1, 1, 2);
    connect(m_button, &QPushButton::clicked, this, &StepRow::clicked);
    connect(m_second, &QPushButton::clicked, this, &StepRow::secondClicked);
    setDone(false);
}

void StepRow::setTitle(const QString &title)
{
    m_heading->setText(title);
}

void StepRow::setDone(bool done)
{
    if (m_circle)
        m_circle->setDone(done);
}

void StepRow::setText(const QString &text)
{
    m_text->setText(text);
}

void StepRow::setDetail(const QString &text)
{
    m_detail->setText(text);
    m_detail->setHidden(text.isEmpty());
}

void StepRow::setButton(const QString &text, bool filled)
{
    m_button->setText(text);
    m_button->setHidden(text.isEmpty());
    if (m_button->property("primary").toBool() == filled)
        return;
    m_button->setProperty("primary", filled);
    m_button->style()->unpolish(m_button); // style sheets do not watch properties
    m_button->style()->polish(m_button);
}

void StepRow::setSecondButton(const QString &text)
{
    m_second->setText(text);
    m_second->setHidden(text.isEmpty());
}

} // namespace sluice

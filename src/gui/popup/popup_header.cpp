// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/popup/popup_header.h"

#include "gui/common/format.h"
#include "gui/common/gateway_switch.h"
#include "gui/common/mark.h"
#include "gui/common/plain_text.h"
#include "gui/common/switch.h"
#include "gui/common/text_button.h"
#include "gui/common/type.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolTip>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

//! Full while listening, a ring while not: a shape beside the colour.
class PopupHeader::StateDot : public QWidget
{
public:
    explicit StateDot(QWidget *parent) : QWidget(parent) { setFixedSize(scaled(8), scaled(8)); }
    void setState(GatewayState state)
    {
        m_state = state;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto theme = Theme::matching(palette());
        const bool failed = m_state == GatewayState::Failed;
        const auto color = failed ? theme.bad : m_state == GatewayState::Listening ? theme.good : theme.off;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color, 1.5));
        if (failed || m_state == GatewayState::Listening)
            painter.setBrush(color);
        painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
    }

private:
    GatewayState m_state = GatewayState::Starting;
};

PopupHeader::PopupHeader(QWidget *parent)
    : QWidget(parent)
    , m_dot(new StateDot(this))
    , m_state(new TextButton(12, QPalette::PlaceholderText, this))
    , m_switch(new Switch(this))
    , m_problem(makeLabel(this, 12))
{
    auto *mark = new Mark(this);
    auto *title = makeLabel(this, 14, QFont::DemiBold);
    title->setText(QStringLiteral("Sluice"));
    m_state->setPadding(0, 0);
    m_state->setTextAlignment(Qt::AlignLeft);
    m_state->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_switch->setAccessibleName(tr("Gateway"));
    m_switch->setToolTip(tr("Switched off, the gateway accepts no connections; running requests finish."));
    auto *line = new QHBoxLayout;
    line->setSpacing(scaled(6));
    line->addWidget(m_dot);
    line->addWidget(m_state);
    line->addStretch();
    auto *words = new QVBoxLayout;
    words->setSpacing(scaled(1));
    words->addWidget(title);
    words->addLayout(line);
    auto *row = new QHBoxLayout;
    row->setSpacing(scaled(10));
    row->addWidget(mark);
    row->addLayout(words, 1);
    row->addWidget(m_switch);
    m_problem->setWordWrap(true); // the remedy comes last, so that nothing may be left out
    m_problem->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(8));
    layout->addLayout(row);
    layout->addWidget(m_problem);
    connect(m_state, &TextButton::clicked, this, &PopupHeader::copyAddress);
    connect(m_switch, &Switch::clicked, this, &PopupHeader::gatewayToggled);
}

void PopupHeader::refresh(const EngineSnapshot &snapshot)
{
    m_snapshot = snapshot;
    m_dot->setState(snapshot.state);
    const auto text = gatewayText(snapshot);
    const bool failed = snapshot.state == GatewayState::Failed;
    m_state->setText(failed ? tr("could not start") : text);
    m_state->updateGeometry();
    const auto problem = failed ? text : configurationText(snapshot);
    m_problem->setText(problem);
    m_problem->setHidden(problem.isEmpty());
    const bool listening = snapshot.state == GatewayState::Listening;
    const bool hasAddress = listening && !snapshot.address.isEmpty();
    m_state->setEnabled(hasAddress);
    m_state->setToolTip(hasAddress ? tr("Copy %1").arg(snapshot.address)
                                   : plainToolTip(listening ? snapshot.addressProblem : m_problem->text()));
    m_state->setAccessibleName(text);
    m_state->setAccessibleDescription(tr("Copies the gateway's address"));
    m_switch->setChecked(isSwitchedOn(snapshot.state));
    m_switch->setEnabled(canBeSwitched(snapshot.state));
}

void PopupHeader::copyAddress()
{
    QGuiApplication::clipboard()->setText(m_snapshot.address);
    QToolTip::showText(m_state->mapToGlobal(QPoint(0, m_state->height())),
                       tr("Copied %1").arg(m_snapshot.address), m_state);
}

} // namespace sluice

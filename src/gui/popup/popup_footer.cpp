// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/popup/popup_footer.h"

#include "gui/common/format.h"
#include "gui/common/text_button.h"
#include "gui/common/theme.h"
#include "gui/common/type.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

namespace sluice {

PopupFooter::PopupFooter(QWidget *parent)
    : QWidget(parent)
    , m_today(makeLabel(this, 12, QFont::Normal, QPalette::PlaceholderText))
{
    auto *add = new TextButton(12, QPalette::WindowText, this);
    add->setText(tr("Add account…"));
    add->setToolTip(tr("Sign in, use a login of this computer, or paste a token"));
    auto *settings = new TextButton(12, QPalette::WindowText, this);
    settings->setText(tr("Settings…"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(scaled(10), scaled(9), scaled(16), scaled(9));
    layout->setSpacing(scaled(4));
    layout->addWidget(add);
    layout->addWidget(settings);
    layout->addStretch();
    layout->addWidget(m_today);
    connect(add, &TextButton::clicked, this, &PopupFooter::addAccountRequested);
    connect(settings, &TextButton::clicked, this, &PopupFooter::settingsRequested);
}

void PopupFooter::refresh(const EngineSnapshot &snapshot)
{
    m_today->setHidden(snapshot.tokensToday <= 0);
    m_today->setText(tr("Today %1 tokens").arg(tokens(snapshot.tokensToday)));
}

void PopupFooter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, Theme::matching(palette()).line); // a pen's line may vanish at 125 %
}

} // namespace sluice

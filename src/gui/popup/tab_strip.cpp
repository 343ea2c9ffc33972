// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/popup/tab_strip.h"

#include "gui/common/text_button.h"
#include "gui/common/type.h"

#include <QtWidgets/QHBoxLayout>

#include <algorithm>

namespace sluice {

TabStrip::TabStrip(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(6));
    layout->addStretch();
}

void TabStrip::refresh(const QList<ProviderTab> &tabs, const QString &chosenId)
{
    if (m_tabs != tabs) {
        m_tabs = tabs;
        rebuild();
    }
    setHidden(tabs.isEmpty());
    const bool known = std::ranges::any_of(tabs, [&](const auto &tab) { return tab.providerId == chosenId; });
    for (qsizetype i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setChecked(known ? tabs[i].providerId == chosenId : i == 0);
}

void TabStrip::rebuild()
{
    while (m_buttons.size() > m_tabs.size())
        m_buttons.takeLast()->deleteLater();
    while (m_buttons.size() < m_tabs.size()) {
        const auto index = m_buttons.size();
        auto *button = new TextButton(12, QPalette::PlaceholderText, this);
        button->setCheckable(true);
        button->setPadding(scaled(10), scaled(4));
        connect(button, &TextButton::clicked, this,
                [this, index] { emit chosen(m_tabs.at(index).providerId); });
        static_cast<QHBoxLayout *>(layout())->insertWidget(static_cast<int>(index), button);
        m_buttons.append(button);
    }
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setText(m_tabs[i].title);
        m_buttons[i]->updateGeometry();
    }
}

} // namespace sluice

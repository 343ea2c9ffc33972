// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/choice_list.h"

#include "gui/common/plain_text.h"
#include "gui/common/type.h"

#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QLabel>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

ChoiceList::ChoiceList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_buttons(new QButtonGroup(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(scaled(8));
    connect(m_buttons, &QButtonGroup::idClicked, this, &ChoiceList::chosenChanged);
}

void ChoiceList::add(int id, const QString &title, const QString &meaning)
{
    Row row;
    row.place = new QWidget(this);
    row.button = new QRadioButton(row.place);
    row.button->setFont(textFont(13));
    row.meaning = makeLabel(row.place, 12, QFont::Normal, QPalette::PlaceholderText);
    row.meaning->setWordWrap(true);
    row.meaning->setContentsMargins(24, 0, 0, 0);
    auto *layout = new QVBoxLayout(row.place);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(1));
    layout->addWidget(row.button);
    layout->addWidget(row.meaning);
    m_layout->addWidget(row.place);
    m_buttons->addButton(row.button, id);
    m_rows.insert(id, row);
    setWords(id, title, meaning);
}

void ChoiceList::setWords(int id, const QString &title, const QString &meaning)
{
    const auto &row = m_rows[id];
    row.button->setText(title);
    row.button->setAccessibleDescription(meaning);
    row.button->setToolTip(plainToolTip(meaning));
    row.meaning->setText(meaning);
    row.meaning->setHidden(meaning.isEmpty());
}

void ChoiceList::setShown(int id, bool shown)
{
    m_rows[id].place->setVisible(shown);
}

void ChoiceList::setPossible(int id, bool possible)
{
    m_rows[id].button->setEnabled(possible);
}

void ChoiceList::choose(int id)
{
    if (auto *button = m_buttons->button(id))
        button->setChecked(true);
}

int ChoiceList::chosen() const
{
    return m_buttons->checkedId();
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/question_dialog.h"

#include "gui/common/type.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

namespace {

constexpr int designWidth = 440;

} // namespace

QuestionDialog::QuestionDialog(const QString &question, const QString &explanation, const QString &yes,
                               Answer answer, QWidget *parent)
    : FittedDialog(designWidth, parent)
    , m_parts(new QVBoxLayout)
    , m_yes(new QPushButton(yes, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sluice"));
    auto *heading = makeLabel(this, 15, QFont::DemiBold);
    heading->setText(question);
    heading->setWordWrap(true);
    auto *text = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
    text->setText(explanation);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setAccessibleDescription(explanation);
    auto *no = new QPushButton(tr("Cancel"), this);
    const bool dangerous = answer == Answer::Dangerous;
    m_yes->setProperty(dangerous ? "danger" : "primary", true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(scaled(8));
    buttons->addStretch();
    for (auto *button : {no, m_yes}) {
        button->setProperty("plain", true);
        button->setAutoDefault(button == (dangerous ? no : m_yes));
        button->setDefault(button == (dangerous ? no : m_yes));
        buttons->addWidget(button);
    }
    m_parts->setSpacing(scaled(8));
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->setContentsMargins(scaled(20), scaled(18), scaled(20), scaled(16));
    layout->setSpacing(scaled(8));
    layout->addWidget(heading);
    layout->addWidget(text);
    layout->addLayout(m_parts);
    layout->addStretch();
    layout->addSpacing(scaled(8));
    layout->addLayout(buttons);
    connect(m_yes, &QPushButton::clicked, this, &QDialog::accept);
    connect(no, &QPushButton::clicked, this, &QDialog::reject);
    (dangerous ? no : m_yes)->setFocus();
}

void QuestionDialog::addPart(QWidget *part)
{
    m_parts->addWidget(part);
}

void QuestionDialog::setPossible(bool possible)
{
    m_yes->setEnabled(possible);
}

} // namespace sluice

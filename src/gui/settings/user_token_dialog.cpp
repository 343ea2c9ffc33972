// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/user_token_dialog.h"

#include "gui/common/type.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

UserTokenDialog::UserTokenDialog(const QString &user, const Secret &token, QWidget *parent)
    : FittedDialog(480, parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sluice"));
    auto *heading = makeLabel(this, 15, QFont::DemiBold);
    heading->setText(tr("The token of %1").arg(user));
    auto *text = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
    text->setText(
        tr("It is shown this once. Whoever has it can use the accounts of this user through the gateway."));
    text->setWordWrap(true);
    auto *field = new QLineEdit(QString::fromUtf8(token.reveal()), this);
    field->setReadOnly(true);
    field->setFont(fixedFont(12));
    field->setCursorPosition(0);
    field->setAccessibleName(heading->text());
    field->setToolTip(tr("Clients send it as their key"));
    auto *copy = new QPushButton(tr("&Copy"), this);
    copy->setToolTip(tr("Copies the token"));
    auto *done = new QPushButton(tr("Done"), this);
    done->setProperty("primary", true);
    auto *row = new QHBoxLayout;
    row->setSpacing(scaled(8));
    row->addWidget(field, 1);
    row->addWidget(copy);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(done);
    for (auto *button : {copy, done}) {
        button->setProperty("plain", true);
        button->setAutoDefault(false);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->setContentsMargins(scaled(20), scaled(18), scaled(20), scaled(16));
    layout->setSpacing(scaled(10));
    layout->addWidget(heading);
    layout->addWidget(text);
    layout->addLayout(row);
    layout->addSpacing(scaled(4));
    layout->addLayout(buttons);
    copy->setFocus();
    connect(copy, &QPushButton::clicked, this, [copy, field] {
        QGuiApplication::clipboard()->setText(field->text());
        copy->setText(UserTokenDialog::tr("Copied"));
    });
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace sluice

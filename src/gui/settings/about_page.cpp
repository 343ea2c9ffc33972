// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/about_page.h"

#include "gui/common/mark.h"
#include "gui/common/type.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

QString termsText()
{
    return AboutPage::tr(
        "Sluice is for your own accounts. Your provider's terms decide whether several may be used "
        "together: read them. Sluice forwards what your client's requests say unchanged, signs in only "
        "through the provider's own CLI, and talks to no one else.");
}

AboutPage::AboutPage(QWidget *parent) : SettingsPage(parent)
{
    auto *heading = makeLabel(this, 17, QFont::DemiBold);
    heading->setText(tr("Sluice %1").arg(QStringLiteral(SLUICE_VERSION)));
    auto *licence = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
    licence->setText(
        tr("Free software under the MIT licence, built on Qt %1.").arg(QString::fromLatin1(qVersion())));
    auto *terms = makeLabel(this, 13);
    terms->setText(termsText());
    terms->setWordWrap(true);
    auto *words = new QVBoxLayout;
    words->setSpacing(scaled(1));
    words->addWidget(heading);
    words->addWidget(licence);
    auto *head = new QHBoxLayout;
    head->setSpacing(scaled(12));
    head->addWidget(new Mark(this));
    head->addLayout(words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20));
    layout->setSpacing(scaled(16));
    layout->addLayout(head);
    layout->addWidget(terms);
    layout->addStretch();
}

} // namespace sluice

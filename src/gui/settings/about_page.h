// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/settings/settings_page.h"

namespace sluice {

//! Version, licence, and what Sluice is for.
class AboutPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit AboutPage(QWidget *parent = nullptr);

    QString title() const override { return tr("About"); }
    void setSnapshot(const EngineSnapshot &) override { } // nothing here changes
};

//! The line on own accounts and provider terms, also in the first-start window.
QString termsText();

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/popup/popup_contents.h"

#include <QtWidgets/QWidget>

namespace sluice {

class TextButton;

//! One tab per provider; hidden where there is nothing to choose.
class TabStrip : public QWidget
{
    Q_OBJECT

public:
    explicit TabStrip(QWidget *parent = nullptr);

    void refresh(const QList<ProviderTab> &tabs, const QString &chosenId);

signals:
    void chosen(const QString &providerId);

private:
    void rebuild();

    QList<ProviderTab> m_tabs = {};
    QList<TextButton *> m_buttons = {};
};

} // namespace sluice

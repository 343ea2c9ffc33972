// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QDialog>

namespace sluice {

//! A dialog of a fixed width in our colours, always as high as what it shows.
class FittedDialog : public QDialog
{
    Q_OBJECT

public:
    FittedDialog(int designWidth, QWidget *parent);

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
};

} // namespace sluice

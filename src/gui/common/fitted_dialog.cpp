// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/fitted_dialog.h"

#include "gui/common/fitting.h"
#include "gui/common/mark.h"
#include "gui/common/style_sheet.h"
#include "gui/common/type.h"

#include <QtCore/QEvent>

namespace sluice {

FittedDialog::FittedDialog(int designWidth, QWidget *parent) : QDialog(parent)
{
    setWindowIcon(Mark::icon());
    setFixedWidth(scaled(designWidth));
    followSystemTheme(*this);
}

bool FittedDialog::event(QEvent *event)
{
    const bool mayFit = event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show;
    const bool done = QDialog::event(event);
    if (mayFit && layout()) // after any other event the dialog may be gone
        setFixedHeight(fittingHeight(*layout(), width()));
    return done;
}

void FittedDialog::showEvent(QShowEvent *event)
{
    applyWindowTheme(*this);
    QDialog::showEvent(event);
}

} // namespace sluice

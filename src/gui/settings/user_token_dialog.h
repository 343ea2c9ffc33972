// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/secret.h"

#include <QtWidgets/QDialog>

namespace sluice {

//! The token of a new user, the one time that it is shown.
class UserTokenDialog : public QDialog
{
    Q_OBJECT

public:
    UserTokenDialog(const QString &user, const Secret &token, QWidget *parent);

protected:
    void showEvent(QShowEvent *event) override;
};

} // namespace sluice

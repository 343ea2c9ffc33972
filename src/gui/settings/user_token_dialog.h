// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/secret.h"
#include "gui/common/fitted_dialog.h"

namespace sluice {

//! The token of a new user, the one time that it is shown.
class UserTokenDialog : public FittedDialog
{
    Q_OBJECT

public:
    UserTokenDialog(const QString &user, const Secret &token, QWidget *parent);
};

} // namespace sluice

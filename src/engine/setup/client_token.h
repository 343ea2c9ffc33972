// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/settings.h"

namespace sluice {

//! The token that clients on this computer are given: of the user `local`, or else of the first one whose
//! token stands in the configuration; nothing where none does.
std::optional<Secret> clientToken(const QList<UserSettings> &users);

} // namespace sluice

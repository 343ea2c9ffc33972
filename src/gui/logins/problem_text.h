// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/account_snapshot.h"

namespace sluice {

//! What is wrong with an account, in whole sentences of the person's language; empty where nothing is. What
//! has no words here yet is said as the engine says it, in English.
QString problemText(const AccountSnapshot &account);

} // namespace sluice

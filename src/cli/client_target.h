// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/base/result.h"
#include "engine/providers/setup_plan.h"
#include "engine/storage/settings.h"

namespace sluice {

//! What clients are pointed at: the running instance's address, else the configured one, and clientToken().
Result<ClientTarget> clientTarget(const Settings &settings, const Environment &environment);

} // namespace sluice

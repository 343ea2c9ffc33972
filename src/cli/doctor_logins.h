// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/doctor_findings.h"
#include "engine/base/environment.h"
#include "engine/providers/registry.h"
#include "engine/storage/settings.h"

namespace sluice {

//! Where every login lives: keychain and vault, the CLIs' files, their locks, and moves that were
//! interrupted.
void checkLogins(Findings &findings, const Settings &settings, const ProviderRegistry &providers,
                 const Environment &environment);

} // namespace sluice

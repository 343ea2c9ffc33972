// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/providers/registry.h"
#include "engine/storage/settings.h"

namespace sluice {

//! The one list of providers: a new one is a folder and a line here.
ProviderRegistry makeProviders(const Settings &settings);
//! The ids in that list, for checking a configuration before any provider exists.
QStringList providerIds();

} // namespace sluice

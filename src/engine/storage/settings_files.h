// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"
#include "engine/storage/settings.h"

#include <optional>

namespace sluice {

//! The first of the files that the settings name which is not there or is not what it should be; its
//! detail is `path: what is wrong`. Paths are absolute by now. Users' tokens are UserTokens' matter.
std::optional<Error> findWrongFile(const Settings &settings);

} // namespace sluice

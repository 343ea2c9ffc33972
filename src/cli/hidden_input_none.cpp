// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/hidden_input.h"

namespace sluice {

HiddenInput::HiddenInput() = default;

HiddenInput::~HiddenInput() = default;

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"

namespace sluice {

//! What the gateway's switch shows. After a failure it is off: switching it on is the next try.
constexpr bool isSwitchedOn(GatewayState state)
{
    return state == GatewayState::Starting || state == GatewayState::Listening;
}

//! Whether the switch does anything: a stop is not taken back.
constexpr bool canBeSwitched(GatewayState state)
{
    return state != GatewayState::Draining;
}

} // namespace sluice

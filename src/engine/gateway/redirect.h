// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"

namespace sluice {

//! Takes the Location out of a provider's redirect unless it leads back to the gateway (contract section 4).
//! A client follows one by itself, and takes the gateway's token along to wherever it leads: an `x-api-key`
//! even to another host. That holds for the provider's own origin too, so only a path stays. The status goes
//! on: it is what the provider said.
void dropForeignLocation(http::ResponseHead &response);

} // namespace sluice

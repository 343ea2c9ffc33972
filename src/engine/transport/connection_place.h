// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

namespace sluice {

//! One of the connections that a TcpListener may have at a time, free again once nobody holds it: first the
//! stream does, then what lingers of the connection after close(). Null where nobody counts.
using ConnectionPlace = std::shared_ptr<const void>;

} // namespace sluice

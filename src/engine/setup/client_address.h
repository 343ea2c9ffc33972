// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/settings.h"

namespace sluice {

//! Where clients on this computer reach a gateway that listens on `host` and `port`.
QString clientAddress(const GatewaySettings &gateway, const QString &host, quint16 port);

} // namespace sluice

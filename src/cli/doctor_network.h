// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/doctor_findings.h"
#include "engine/providers/provider.h"
#include "engine/storage/settings.h"

namespace sluice {

//! Whether the gateway can have its address.
void checkPort(Findings &findings, const GatewaySettings &gateway, bool isRunning);

//! The gateway's own certificate, where it has one.
void checkCertificate(Findings &findings, const GatewaySettings &gateway);

//! Asks every address of the provider for anything at all: names, proxies and certificates on the way there
//! included. What it says of the time tells whether our clock is right.
void checkProvider(Findings &findings, const Provider &provider);

} // namespace sluice

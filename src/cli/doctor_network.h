// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/doctor_findings.h"
#include "engine/providers/provider.h"
#include "engine/storage/settings.h"

namespace sluice {

//! How far our clock is ahead of the one of a host that answered.
struct ClockSkew
{
    qint64 seconds = 0;
    QString host = {};
};

//! Whether the gateway can have its address.
void checkPort(Findings &findings, const GatewaySettings &gateway, bool isRunning);

//! The gateway's own certificate, where it has one.
void checkCertificate(Findings &findings, const GatewaySettings &gateway);

//! Asks every address of the provider for anything at all, by each way that its accounts take: names, proxies
//! and certificates included. What it says of the time tells whether our clock is right.
QList<ClockSkew> checkProvider(Findings &findings, const Provider &provider,
                               const QList<AccountSettings> &accounts);

//! What the answers of all providers say about this computer's clock.
void checkClock(Findings &findings, const QList<ClockSkew> &skews);

} // namespace sluice

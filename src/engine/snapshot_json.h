// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

namespace sluice {

//! What `sluice status --json` prints and `GET /sluice/v1/status` serves; docs/COMMANDS.md names every
//! member. Times are RFC 3339 in UTC, utilization is percent used.
QJsonObject toJson(const EngineSnapshot &snapshot);

//! What a gateway user may see: the pools, never one account's numbers.
QJsonObject toUserJson(const EngineSnapshot &snapshot, const QStringList &pools);

//! `waiting_for_data`, `ready`, `limited`, … as in the JSON.
QLatin1StringView toString(AccountPhase phase);
QLatin1StringView toString(GatewayState state);
QLatin1StringView toString(WindowKind kind);

} // namespace sluice

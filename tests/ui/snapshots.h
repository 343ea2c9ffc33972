// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"

namespace sluice::snapshots {

// Engine states to show and to decide on. Times lie around `noon`, a day in UTC.

SystemTime noon(); //!< 2026-03-20 12:00 UTC, a Friday

AccountSnapshot account(const QString &id, double fiveHour, milliseconds fiveHourResets, double week,
                        milliseconds weekResets);
EngineSnapshot listening(const QList<AccountSnapshot> &accounts);

EngineSnapshot fourAccounts(); //!< as in the design's picture
EngineSnapshot allKindsOfAccounts(); //!< subscriptions, one without a 5-hour window, one paid by use
EngineSnapshot eightAccounts();
EngineSnapshot noAccounts();
EngineSnapshot allLimited();
EngineSnapshot gatewayOff();
EngineSnapshot askedToWait(); //!< its only account throttled for 8 s, with windows that are open
EngineSnapshot providerUnreachable(); //!< fourAccounts() while nothing leads to Claude; Codex works
EngineSnapshot loginTroubles(); //!< one that works, and every trouble that a login can have
EngineSnapshot loginHomes(); //!< keychain, vault and file; two can be the CLI's own login, one is

} // namespace sluice::snapshots

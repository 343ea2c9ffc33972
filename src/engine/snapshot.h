// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/account_snapshot.h"
#include "engine/base/error.h"
#include "engine/decision_trace.h"

#include <QtCore/QMetaType>
#include <QtCore/QStringList>

namespace sluice {

// Value copies of engine state. What the tray shows, `sluice status --json` prints and the gateway does come
// from the same state; a snapshot is how it leaves the gateway thread.

struct PoolSnapshot
{
    QString id = {};
    QString providerId = {};
    QString strategy = {};
    QStringList accounts = {}; //!< ids, in the pool's order
    std::optional<Percent> weeklyUsed = {}; //!< weighted over enabled accounts; absent: no data
    std::optional<SystemTime> weeklyResetsAt = {};
    std::optional<Percent> fiveHourUsed = {};
    std::optional<SystemTime> fiveHourResetsAt = {};
    WindowLengths lengths = {};
    bool isLimited = false; //!< nobody can serve, and waiting a moment does not help
    std::optional<SystemTime> firstBackAt = {}; //!< where nobody can serve: when the first one can
    QString firstBackAccount = {}; //!< id
    bool operator==(const PoolSnapshot &) const = default;
};

enum class GatewayState : std::uint8_t {
    Starting,
    Listening,
    Off, //!< switched off by the person
    Failed, //!< `problem` says why, e.g. the port is taken
    Draining,
};

struct EngineSnapshot
{
    SystemTime at = {};
    GatewayState state = GatewayState::Starting;
    QString problem = {};
    Error fault = {}; //!< what `problem` says, as a code with its arguments, for words in another language
    QString configurationProblem = {}; //!< why config.json is not in force as it is now; empty where it is
    QString host = {};
    quint16 port = 0;
    bool tls = false;
    QString address =
        {}; //!< for clients on this computer: `http://127.0.0.1:8787`; empty where there is none
    QString addressProblem = {}; //!< why there is none, and what to do
    bool demo = false;
    int sessions = 0;
    int activeRequests = 0;
    qint64 tokensToday = 0;
    quint64 requestsToday = 0;
    QList<AccountSnapshot> accounts = {}; //!< in configured order
    QList<PoolSnapshot> pools = {};
    QList<DecisionTrace> decisions = {}; //!< the last 200, oldest first; filled only on request
    bool operator==(const EngineSnapshot &) const = default;
};

} // namespace sluice

Q_DECLARE_METATYPE(sluice::EngineSnapshot)

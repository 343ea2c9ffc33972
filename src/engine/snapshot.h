// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/rate_limit.h"

#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <cstdint>
#include <optional>

namespace sluice {

// Value copies of engine state. What the tray shows, `sluice status --json` prints and the gateway does come
// from the same state; a snapshot is how it leaves the gateway thread.

//! Why an account is or is not chosen; in this order of severity for display.
enum class AccountPhase : std::uint8_t {
    WaitingForData, //!< enabled, no utilization known yet; usable
    Ready, //!< usable
    Limited, //!< refused by the provider or a window is full; back at `until`
    Paused, //!< past the person's own limit or reserve; back at `until`
    NeedsSignIn, //!< only a new login helps
    Unreachable, //!< the login or its file cannot be used now; retried by itself at `until`
    Off, //!< switched off by the person
};

struct WindowSnapshot
{
    WindowKind kind = WindowKind::FiveHour;
    std::optional<Percent> utilization = {}; //!< absent: unknown
    std::optional<SystemTime> resetsAt = {};
    std::optional<SystemTime> learnedAt = {};
    Percent cap = Percent{100}; //!< the account's own stop for this window
    milliseconds length = lengthOf(WindowKind::FiveHour);
    bool operator==(const WindowSnapshot &) const = default;
};

struct AccountSnapshot
{
    QString id = {};
    QString providerId = {};
    QString providerName = {};
    QString glyph = {};
    QString name = {};
    QString planName = {}; //!< `Max 20x`, or empty
    QString store = {}; //!< `file`, `keychain`, `vault`
    QString path = {}; //!< for `file`: the credentials file as configured
    QString email = {}; //!< the owner's, once known
    QString otherOwner = {}; //!< the CLI's file holds the login of somebody else by now: their e-mail or id
    bool isCliLogin = false; //!< what the plain CLI uses
    bool canBeCliLogin = false; //!< Engine::useAccount() is possible
    bool waitsForStore = false; //!< keychain or vault do not answer; `problem` says why
    bool enabled = true;
    AccountPhase phase = AccountPhase::WaitingForData;
    std::optional<SystemTime> until = {}; //!< for Limited, Paused, Unreachable
    std::optional<WindowKind> limitedBy = {}; //!< which window, for Limited and Paused
    bool isBackSoon = false; //!< Limited by no window, for a moment: its sessions are lent, not moved
    QString problem = {}; //!< English detail for NeedsSignIn and Unreachable, no secrets
    int sessions = 0; //!< sessions that stay on this account and were used in the last 10 minutes
    int activeRequests = 0;
    bool isMetered = false; //!< paid by use: an API key, which has no windows
    double weight = 1;
    int priority = 0; //!< -1 low, 0 normal, 1 high
    std::optional<int> limit5h = {}; //!< as configured, percent
    std::optional<int> limitWeekly = {};
    std::optional<int> reserve5h = {};
    std::optional<int> reserveWeekly = {};
    QList<WindowSnapshot> windows = {}; //!< always FiveHour, then Weekly
    QList<ScopedWindow> scoped = {}; //!< model-scoped windows, where the provider has any
    qint64 tokensToday = 0;
    bool operator==(const AccountSnapshot &) const = default;
};

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
    bool isLimited = false;
    std::optional<SystemTime> firstBackAt = {};
    QString firstBackAccount = {}; //!< id
    bool operator==(const PoolSnapshot &) const = default;
};

//! Why one candidate was or was not taken.
struct CandidateTrace
{
    QString accountId = {};
    double score = 0;
    QString reason = {}; //!< `chosen`, `limited until …`, `lower score`, `already tried`, …
    bool operator==(const CandidateTrace &) const = default;
};

//! One choice of an account: "why this account?" always has an answer.
struct DecisionTrace
{
    quint64 exchange = 0; //!< the number log lines carry
    SystemTime at = {};
    QString providerId = {};
    QString session = {}; //!< first 8 hex digits of the SHA-256 of the session id, or empty
    QString model = {};
    QString strategy = {};
    QString chosen = {}; //!< account id; empty: none was usable
    QString why = {}; //!< `sticky session`, `highest score`, `only account`, …
    QList<CandidateTrace> candidates = {};
    bool operator==(const DecisionTrace &) const = default;
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
    QString host = {};
    quint16 port = 0;
    bool tls = false;
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

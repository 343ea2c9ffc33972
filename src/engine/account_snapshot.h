// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/account_fault.h"
#include "engine/accounts/rate_limit.h"
#include "engine/storage/routing_settings.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <cstdint>
#include <optional>

namespace sluice {

//! Why an account is or is not chosen; in this order of severity for display.
enum class AccountPhase : std::uint8_t {
    WaitingForData, //!< enabled, no utilization known yet; usable
    Ready, //!< usable
    Limited, //!< refused by the provider, a throttle included, or a window is full; back at `until`
    Paused, //!< past the person's own limit or reserve; back at `until`
    NeedsSignIn, //!< only a new login helps
    Unreachable, //!< the login, its file or the provider cannot be reached now; retried by itself at `until`
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
    std::optional<quint32> badgeColor = {}; //!< 0xRRGGBB, where the provider has one of its own
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
    bool isThrottled = false; //!< Limited by no window: the provider asked it to wait until `until`
    bool isBackSoon = false; //!< throttled for a moment: its sessions are lent, not moved
    QString problem = {}; //!< English detail for NeedsSignIn and Unreachable, no secrets
    AccountFault fault = {}; //!< what `problem` says; its place and time are `store`, `path` and `until`
    int sessions = 0; //!< sessions that stay on this account and were used in the last 10 minutes
    int activeRequests = 0;
    bool isMetered = false; //!< paid by use: an API key, which has no windows
    double weight = 1;
    Priority priority = Priority::Normal;
    std::optional<int> limit5h = {}; //!< as configured, percent
    std::optional<int> limitWeekly = {};
    std::optional<int> reserve5h = {};
    std::optional<int> reserveWeekly = {};
    QList<WindowSnapshot> windows = {}; //!< always FiveHour, then Weekly
    QList<ScopedWindow> scoped = {}; //!< model-scoped windows, where the provider has any
    qint64 tokensToday = 0;
    bool operator==(const AccountSnapshot &) const = default;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"
#include "engine/storage/window_kind.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <cstdint>
#include <optional>

namespace sluice {

//! How long a window runs.
constexpr milliseconds lengthOf(WindowKind kind)
{
    return kind == WindowKind::FiveHour ? milliseconds{5h} : milliseconds{24h * 7};
}

//! How long each window runs where that is not the providers' own length: in the demo, hours last minutes.
struct WindowLengths
{
    milliseconds fiveHour = lengthOf(WindowKind::FiveHour);
    milliseconds weekly = lengthOf(WindowKind::Weekly);
    constexpr milliseconds of(WindowKind kind) const
    {
        return kind == WindowKind::FiveHour ? fiveHour : weekly;
    }
    bool operator==(const WindowLengths &) const = default;
};

//! What a provider last told us about one rate-limit window.
struct RateLimitWindow
{
    WindowKind kind = WindowKind::FiveHour;
    std::optional<Percent> utilization = {};
    std::optional<SystemTime> resetsAt = {};
    std::optional<SystemTime> learnedAt = {}; //!< when a provider last said so
    bool operator==(const RateLimitWindow &) const = default;
};

//! A window that covers one model family only (spec/claude.md 7.1, `<window>_oi`; usage `weekly_scoped`;
//! spec/codex.md 6.2).
struct ScopedWindow
{
    QString scope = {}; //!< the provider's name of what it covers
    WindowKind kind = WindowKind::Weekly;
    std::optional<Percent> utilization = {};
    std::optional<SystemTime> resetsAt = {};
    bool isNameless = false; //!< in snapshots: `scope` says nothing to people
    bool operator==(const ScopedWindow &) const = default;
};

//! All that one answer said about an account's windows. Absent members say nothing.
struct RateLimitReport
{
    QList<RateLimitWindow> windows = {};
    QList<ScopedWindow> scoped = {};
    //! The provider says outright that requests are let through, or not; only its usage answers do.
    std::optional<bool> allowed = {};
    bool isEmpty() const { return windows.isEmpty() && scoped.isEmpty() && !allowed; }
    bool operator==(const RateLimitReport &) const = default;
};

//! Why an upstream refused, as far as it matters for choosing another account.
enum class RefusalKind : std::uint8_t {
    None, //!< not a refusal of the account: relay it
    AccountLimit, //!< the account's window is full
    ModelLimit, //!< full for this model only
    Throttle, //!< temporary; no penalty beyond `retry-after`
    RequestProperty, //!< the request asks for what no account has (fast mode without credits): relay it
    Unauthorized, //!< the access token is not accepted: refresh once
    AccountBlocked, //!< the account itself may not be used now, whatever its token: plan, workspace
    ForeignContent, //!< the request holds what only another account can read (spec/codex.md 7.11)
};

//! One refused attempt, judged by its provider.
struct Refusal
{
    RefusalKind kind = RefusalKind::None;
    std::optional<SystemTime> until = {}; //!< when the provider said it ends; absent: use the cooldown rules
    std::optional<WindowKind> window = {}; //!< which window is full, for AccountLimit
    bool saysLittle =
        false; //!< why or until when is not told: the usage answer may know (spec/codex.md 11.3)
    bool operator==(const Refusal &) const = default;
};

} // namespace sluice

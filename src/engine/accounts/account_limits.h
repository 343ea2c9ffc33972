// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/cooldown.h"
#include "engine/accounts/rate_limit.h"
#include "engine/base/random.h"

#include <QtCore/QHash>
#include <QtCore/QJsonObject>

#include <array>

namespace sluice {

//! Utilization at which an account pauses.
struct Caps
{
    Percent fiveHour = Percent{99};
    Percent weekly = Percent{99};
    constexpr Percent of(WindowKind kind) const { return kind == WindowKind::FiveHour ? fiveHour : weekly; }
    bool operator==(const Caps &) const = default;
};

//! What keeps an account from serving, the most lasting first.
enum class LimitKind : std::uint8_t {
    None,
    Refused, //!< the provider refused: a window of the account is full
    WindowFull, //!< 100 % by the provider's own numbers
    OwnLimit, //!< at the person's limit or reserve
    Model, //!< refused for this model only
    Throttled, //!< asked to slow down for a moment
};

struct LimitVerdict
{
    LimitKind kind = LimitKind::None;
    std::optional<WindowKind> window = {};
    std::optional<SystemTime> until = {}; //!< when nothing known is in the way any more
    bool isUsable() const { return kind == LimitKind::None; }
    bool operator==(const LimitVerdict &) const = default;
};

//! Everything learned about one account's windows. What it costs grows with the few models that have
//! limits of their own, and with nothing else.
class AccountLimits
{
public:
    enum class Source : bool { Headers, Usage };

    //! Any response's headers: inside a window nothing goes down, for answers may arrive late
    //! (spec/claude.md 7.2). True when a value changed.
    bool applyHeaders(const RateLimitReport &report, SystemTime now);
    //! An answer of the usage API, which may also lower. True when a value changed.
    bool applyUsage(const RateLimitReport &report, SystemTime now);
    //! A refused attempt; `model` matters for RefusalKind::ModelLimit.
    void refused(const Refusal &refusal, const QString &model, SystemTime now, Random &random);
    //! A request for `model` was served: what has ended is forgotten, and how often it had failed.
    void succeeded(const QString &model, SystemTime now);

    //! Empty `model`: limits of single models do not count.
    LimitVerdict check(SystemTime now, const QString &model, const Caps &caps) const;
    bool isUsable(SystemTime now, const QString &model, const Caps &caps) const;

    //! The window as of `now`: once its end has passed nothing of it is used, until a provider says
    //! otherwise, and when the next one resets is unknown.
    RateLimitWindow window(WindowKind kind, SystemTime now) const;
    QList<ScopedWindow> scoped(SystemTime now) const;
    bool hasData() const;
    //! When something here changes by itself: the next reset or end of a cooldown.
    std::optional<SystemTime> nextChange(SystemTime now) const;

    QJsonObject toJson() const;
    //! Leaves out what cannot be true (ends later than its window is long) and, but for the account's own
    //! windows, what has ended.
    static AccountLimits fromJson(const QJsonObject &json, SystemTime now);

    bool operator==(const AccountLimits &) const = default;
    bool saysTheSameAs(const AccountLimits &other) const; //!< whenever it was learned

private:
    RateLimitWindow &stored(WindowKind kind) { return m_windows.at(static_cast<std::size_t>(kind)); }
    const RateLimitWindow &stored(WindowKind kind) const
    {
        return m_windows.at(static_cast<std::size_t>(kind));
    }
    ScopedWindow *scopedFor(const ScopedWindow &seen, SystemTime now);
    bool apply(const RateLimitReport &report, Source source, SystemTime now);
    void refuseModel(std::optional<SystemTime> end, const QString &model, milliseconds jitter,
                     SystemTime now);

    std::array<RateLimitWindow, 2> m_windows = {RateLimitWindow{.kind = WindowKind::FiveHour},
                                                RateLimitWindow{.kind = WindowKind::Weekly}};
    QList<ScopedWindow> m_scoped;
    Cooldown m_refused;
    std::optional<WindowKind> m_refusedWindow;
    Cooldown m_throttle;
    QHash<QString, Cooldown> m_models; // bounded: the names come from clients
};

} // namespace sluice

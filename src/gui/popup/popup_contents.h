// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"
#include "gui/common/bar_look.h"

namespace sluice {

//! A tab of the popup; an empty id is "All".
struct ProviderTab
{
    QString providerId = {};
    QString title = {}; //!< `Claude 3`
    bool operator==(const ProviderTab &) const = default;
};

//! What is left of the week over all enabled accounts.
struct PoolLine
{
    BarLook bar = {};
    QString left = {}; //!< `46 %`
    QString verdict = {}; //!< `lasts to reset`
    Tone tone = Tone::Muted; //!< of the verdict; muted: no need to look
    bool operator==(const PoolLine &) const = default;
};

//! What the popup shows, decided without a widget.
struct PopupContents
{
    QList<ProviderTab> tabs = {}; //!< empty where one provider has all accounts
    std::optional<PoolLine> pool = {}; //!< absent without enabled accounts
    QList<AccountSnapshot> cards = {};
    QList<AccountSnapshot> folded = {}; //!< one line each, the least left first
    QList<AccountSnapshot> moreReady = {}; //!< the healthy tail, behind `3 more ready`
    bool operator==(const PopupContents &) const = default;
};

//! `providerId` empty: all providers.
PopupContents popupContents(const EngineSnapshot &snapshot, const QString &providerId);

//! A time that it counts down to is less than two minutes away.
bool ticksEverySecond(const EngineSnapshot &snapshot);

//! The forecast line of a card as rich text, or empty: `5 h window full at <b>14:10</b> at this pace, 50 m
//! early`, or `5 h window pauses at 80 % at <b>14:10</b> at this pace, 50 m early`.
QString forecastLine(const AccountSnapshot &account, SystemTime now);
//! Used share of the fullest window; absent without data.
std::optional<Percent> fullest(const AccountSnapshot &account);

} // namespace sluice

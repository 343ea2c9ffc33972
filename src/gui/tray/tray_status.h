// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"
#include "gui/common/theme.h"

namespace sluice {

//! A shape over the icon, so that nothing is said by colour alone.
enum class TrayMark : std::uint8_t {
    None,
    Limited, //!< a cross: no account can be used before a reset
    Attention, //!< an exclamation mark: a login or the gateway needs the person
};

//! All that the tray icon shows.
struct TrayStatus
{
    std::optional<Percent> fiveHour = {}; //!< of the pool with the least left
    std::optional<Percent> week = {};
    Tone fiveHourTone = Tone::Good;
    Tone weekTone = Tone::Good;
    TrayMark mark = TrayMark::None;
    bool isOff = false;
    QString toolTip = {}; //!< one line per account

    //! The same picture; the tool tip may differ.
    bool looksLike(const TrayStatus &other) const;
    bool operator==(const TrayStatus &) const = default;
};

TrayStatus trayStatus(const EngineSnapshot &snapshot);

} // namespace sluice

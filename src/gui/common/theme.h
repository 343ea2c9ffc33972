// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QColor>
#include <QtGui/QPalette>

#include <optional>

namespace sluice {

//! What a colour says about a window. Never shown by colour alone.
enum class Tone : std::uint8_t { Good, Warning, Bad, Muted };

//! Our own colours, in the light or the dark set that goes with the system's palette.
struct Theme
{
    bool dark = false;
    QColor background = {};
    QColor panel = {};
    QColor line = {};
    QColor text = {};
    QColor dim = {};
    QColor track = {};
    QColor good = {};
    QColor warning = {};
    QColor bad = {};
    QColor off = {};
    QColor accent = {};
    QColor chip = {};
    QColor selection = {};

    QColor of(Tone tone) const;
    //! The palette that stock widgets get inside our windows.
    QPalette palette(QPalette base) const;

    static Theme light();
    static Theme darkSet();
    static Theme matching(const QPalette &system);
};

//! The badge colour of a provider, the same for one letter everywhere: its own, else one made from its id.
QColor badgeColor(const QString &providerId, std::optional<quint32> own);

} // namespace sluice

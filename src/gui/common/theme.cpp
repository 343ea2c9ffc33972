// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/theme.h"

#include <QtCore/QHash>

namespace sluice {

Theme Theme::light()
{
    return {.dark = false,
            .background = 0xffffff,
            .panel = 0xf6f7f9,
            .line = 0xe4e7ec,
            .text = 0x14181f,
            .dim = 0x667085,
            .track = 0xe7eaf0,
            .good = 0x0f9d76,
            .warning = 0xd98a00,
            .bad = 0xd64545,
            .off = 0xb4bbc8,
            .accent = 0x2f6fed,
            .chip = 0xeaf1ff,
            .selection = 0xf3f7ff};
}

Theme Theme::darkSet()
{
    return {.dark = true,
            .background = 0x1b1e24,
            .panel = 0x23272f,
            .line = 0x323843,
            .text = 0xf0f2f5,
            .dim = 0x98a1b2,
            .track = 0x39404c,
            .good = 0x2fc398,
            .warning = 0xf0b041,
            .bad = 0xff6b6b,
            .off = 0x5a6272,
            .accent = 0x6b9bff,
            .chip = 0x26324a,
            .selection = 0x222a3a};
}

Theme Theme::matching(const QPalette &system)
{
    const auto window = system.color(QPalette::Active, QPalette::Window);
    const auto text = system.color(QPalette::Active, QPalette::WindowText);
    return window.lightness() < text.lightness() ? darkSet() : light();
}

QColor Theme::of(Tone tone) const
{
    switch (tone) {
    case Tone::Good:
        return good;
    case Tone::Warning:
        return warning;
    case Tone::Bad:
        return bad;
    case Tone::Muted:
        return off;
    }
    return off;
}

QPalette Theme::palette(QPalette base) const
{
    base.setColor(QPalette::Window, background);
    base.setColor(QPalette::Base, background);
    base.setColor(QPalette::AlternateBase, panel);
    base.setColor(QPalette::Button, dark ? panel : background);
    base.setColor(QPalette::WindowText, text);
    base.setColor(QPalette::Text, text);
    base.setColor(QPalette::ButtonText, text);
    base.setColor(QPalette::PlaceholderText, dim);
    base.setColor(QPalette::Mid, line);
    base.setColor(QPalette::Highlight, accent);
    base.setColor(QPalette::HighlightedText, dark ? background : QColor(Qt::white));
    base.setColor(QPalette::Link, accent);
    return base;
}

QColor badgeColor(const QString &providerId, std::optional<quint32> own)
{
    if (own)
        return QRgb{*own};
    return QColor::fromHsv(static_cast<int>(qHash(providerId, 0) % 360), 110, 140);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>

#include <algorithm>
#include <ranges>

namespace sluice {

//! `root` itself or something under it, compared segment by segment.
bool isBelow(QByteArrayView path, QByteArrayView root);
bool isBelowAny(QByteArrayView path, const std::ranges::range auto &roots)
{
    return std::ranges::any_of(roots, [&](QByteArrayView root) { return isBelow(path, root); });
}
//! The path leads upwards, in plain or percent-encoded dots: with an account's token it might come out
//! anywhere at the provider.
bool climbs(QByteArrayView path);

} // namespace sluice

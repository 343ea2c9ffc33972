// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/secret.h"

#include <QtCore/QString>

#include <cstdint>

namespace sluice {

//! A token as configuration may give it: in place, or by where it is.
struct TokenSource
{
    enum class Kind : std::uint8_t { None, Inline, Environment, File, Keychain };
    Kind kind = Kind::None;
    Secret inlineToken = {};
    QString name = {}; //!< variable, path or keychain entry
    bool operator==(const TokenSource &) const = default;
};

} // namespace sluice

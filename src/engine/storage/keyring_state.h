// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"

#include <cstdint>

namespace sluice {

//! What is known about the keyring behind the keychain, apart from a single entry.
enum class KeyringState : std::uint8_t {
    Open, //!< entries can be read; one that is not found is not there
    Locked, //!< every entry looks as if it were not there
    NoDefault, //!< no keyring has been made yet, or none is loaded
    NoService, //!< nobody on the session bus keeps secrets
    NoBus, //!< no session bus
    NoAnswer, //!< the service is there and says nothing
};

//! Why a call to the keychain failed, and what a person can do. `words` are the keychain's own.
Error keychainError(KeyringState state, const QString &words);

} // namespace sluice

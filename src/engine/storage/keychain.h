// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/storage/secret_store.h"

namespace sluice {

//! The keychain of this system, for values of any size. For the main thread (KeychainSecretStore says why).
SecretStore *makeKeychain(Clock &clock, QObject *parent);

} // namespace sluice

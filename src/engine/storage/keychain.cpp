// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/keychain.h"

#include "engine/storage/keychain_secret_store.h"

namespace sluice {

SecretStore *makeKeychain(Clock &clock, QObject *parent)
{
    return new KeychainSecretStore({}, clock, parent);
}

} // namespace sluice

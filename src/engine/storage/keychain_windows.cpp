// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/keychain.h"
#include "engine/storage/keychain_secret_store.h"
#include "engine/storage/split_secret_store.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestBlob = 2560; // CRED_MAX_CREDENTIAL_BLOB_SIZE

} // namespace

SecretStore *makeKeychain(Clock &clock, QObject *parent)
{
    // The Credential Manager knows entries by their name alone, and all programs share it.
    auto *whole = new KeychainSecretStore(u"sluice/"_s, clock, nullptr);
    auto *result = new SplitSecretStore(*whole, largestBlob, clock, parent);
    whole->setParent(result);
    return result;
}

} // namespace sluice

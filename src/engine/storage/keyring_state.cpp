// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/keyring_state.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

QString orVault(const QString &what)
{
    return what + u", or keep logins in the vault (\"store\": \"vault\")"_s;
}

} // namespace

Error keychainError(KeyringState state, const QString &words)
{
    switch (state) {
    case KeyringState::Locked:
        return {ErrorCode::StoreLocked,
                u"the keychain is locked; unlock it in the desktop's password manager"_s};
    case KeyringState::Open:
        return {ErrorCode::StoreUnavailable,
                u"the keychain refused (%1); allow Sluice in the desktop's password manager"_s.arg(words)};
    case KeyringState::NoDefault:
        return {ErrorCode::StoreUnavailable,
                u"the keychain has no default keyring; "_s
                    + orVault(u"make or open one in the desktop's password manager"_s)};
    case KeyringState::NoService:
        return {ErrorCode::StoreUnavailable,
                u"no program on the session bus keeps secrets; "_s
                    + orVault(u"start gnome-keyring or KWallet"_s)};
    case KeyringState::NoBus:
        return {ErrorCode::StoreUnavailable,
                u"there is no D-Bus session bus, hence no keychain; "_s
                    + orVault(u"start Sluice inside a desktop session"_s)};
    case KeyringState::NoAnswer:
        return {
            ErrorCode::StoreUnavailable,
            u"no answer from the keychain: is a password dialog open? Answer it, or restart the keychain"_s};
    }
    return {};
}

} // namespace sluice

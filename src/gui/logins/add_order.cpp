// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/logins/add_order.h"

namespace sluice {

std::optional<AddOrder> addOrder(const AddChoice &choice)
{
    const auto name = choice.name.trimmed();
    if (choice.provider.isEmpty() || !homesFor(choice.way).contains(choice.store))
        return std::nullopt;
    switch (choice.way) {
    case AddWay::SignIn:
        return SignInOrder{.provider = choice.provider,
                           .name = name,
                           .store = choice.store,
                           .withDeviceCode = choice.withDeviceCode};
    case AddWay::FoundLogin:
    case AddWay::OtherFile:
        if (choice.path.trimmed().isEmpty())
            return std::nullopt;
        return ImportOrder{choice.provider, choice.path.trimmed(), name, choice.store};
    case AddWay::Paste:
        if (choice.pasted.isEmpty())
            return std::nullopt;
        return PasteOrder{choice.provider, choice.pasted, name, choice.store};
    }
    return std::nullopt;
}

QList<CredentialStore> homesFor(AddWay way)
{
    const QList<CredentialStore> own{CredentialStore::Keychain, CredentialStore::Vault};
    const bool isImport = way == AddWay::FoundLogin || way == AddWay::OtherFile;
    return isImport ? QList{CredentialStore::File} + own : own;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/providers/provider.h"
#include "engine/storage/settings.h"

namespace sluice {

// Which account a login is for. Pure functions over the settings.

//! The one whose login this is by its owner; nothing where that is not known.
std::optional<AccountSettings> accountOwnedBy(const Settings &settings, const QString &provider,
                                              const AccountOwner &owner);
//! The one that uses this credentials file, by whatever path.
std::optional<AccountSettings> accountInFile(const Settings &settings, const QString &path,
                                             const Environment &environment);
std::optional<AccountSettings> accountById(const Settings &settings, const QString &id);

//! InvalidInput where a person's name for an account cannot be one.
Status checkName(const QString &name);

//! A new account with a free id made of `name`, else of `fallback`, on one line and no longer than one may
//! be; none of `taken`.
AccountSettings newAccount(const Settings &settings, const QString &provider, const QString &name,
                           const QString &fallback, const QStringList &taken = {});

//! The credentials file that is meant by `path`: that file, the one in that folder, or the CLI's own for an
//! empty one. FileFailed with the remedy where there is none.
Result<QString> credentialsPath(const Provider &provider, const QString &path,
                                const Environment &environment);

} // namespace sluice

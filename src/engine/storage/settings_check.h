// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"
#include "engine/storage/settings.h"

#include <optional>

namespace sluice {

//! The first place where settings that are each fine contradict one another, as `path: what is wrong`. Looks
//! which paths lead to one file; `~/` stands for `homeDirectory`.
std::optional<QString> findContradiction(const Settings &settings, const QStringList &providers,
                                         const QString &homeDirectory);

//! Why the account cannot go: a pool has no other, and an empty list would mean all of them.
std::optional<QString> poolOfOnly(const Settings &settings, const QString &accountId);

//! Why no client can send the token in a header field, without the token itself. An empty one is not looked
//! at.
std::optional<QString> findUnsendable(const Secret &token);

//! How many users have a token, wherever it is.
qsizetype tokenCount(const Settings &settings);

//! What forbids listening on `gateway.listen`: beyond loopback it takes TLS (or allow_plain_http) and tokens,
//! of which there are so many.
std::optional<Error> findExposure(const Settings &settings, qsizetype tokens);

} // namespace sluice

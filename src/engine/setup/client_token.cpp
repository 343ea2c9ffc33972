// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/client_token.h"

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

std::optional<Secret> clientToken(const QList<UserSettings> &users)
{
    const auto standsHere = [](const UserSettings &user) {
        return user.token.kind == TokenSource::Kind::Inline;
    };
    auto found = std::ranges::find_if(
        users, [&](const UserSettings &user) { return standsHere(user) && user.name == "local"_L1; });
    if (found == users.end())
        found = std::ranges::find_if(users, standsHere);
    return found == users.end() ? std::nullopt : std::optional(found->token.inlineToken);
}

} // namespace sluice

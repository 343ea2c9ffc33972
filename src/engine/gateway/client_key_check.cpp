// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/client_key_check.h"

#include <array>

namespace sluice {

namespace {

//! The key of a bearer credential; the scheme's name compares without case (RFC 9110, 11.1).
QByteArrayView bearerKey(QByteArrayView value)
{
    constexpr QByteArrayView scheme = "Bearer ";
    if (value.size() <= scheme.size() || !http::equalNames(value.first(scheme.size()), scheme))
        return {};
    return value.sliced(scheme.size()).trimmed();
}

} // namespace

ClientKeyCheck::ClientKeyCheck(QList<GatewayUser> users, Mode mode) : m_users(std::move(users)), m_mode(mode)
{
}

const GatewayUser *ClientKeyCheck::find(const Secret &key) const
{
    const GatewayUser *found = nullptr;
    for (const auto &user : m_users) {
        if (!user.token.isEmpty() && user.token == key)
            found = &user; // no early exit: the time taken must not tell which user matched
    }
    return found;
}

ClientKeyCheck::Outcome ClientKeyCheck::check(const http::Headers &headers) const
{
    const std::array keys{bearerKey(headers.value("authorization")), headers.value("x-api-key").trimmed()};
    bool shown = false;
    for (const auto key : keys) {
        if (key.isEmpty())
            continue;
        shown = true;
        if (const auto *user = find(Secret(key.toByteArray())))
            return {KeyVerdict::Accepted, user};
    }
    if (m_mode == Mode::Optional)
        return {KeyVerdict::Accepted, nullptr};
    return {shown ? KeyVerdict::Wrong : KeyVerdict::Missing, nullptr};
}

} // namespace sluice

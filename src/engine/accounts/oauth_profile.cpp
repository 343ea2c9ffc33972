// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/oauth_profile.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto refreshAhead = 5min; // spec/claude.md 2.5; Codex does the same

} // namespace

Error RefreshFailure::toError() const
{
    if (kind == Kind::SignInNeeded)
        return {ErrorCode::SignInNeeded, detail};
    return {rateLimited ? ErrorCode::RateLimited : ErrorCode::ProtocolViolation, detail};
}

Result<QByteArray> OAuthProfile::loginIn(QByteArrayView file) const
{
    const auto tokens = parseCredentials(file);
    return tokens ? Result<QByteArray>(file.toByteArray()) : failure(tokens.error());
}

Result<QByteArray> OAuthProfile::fileWithLogin(QByteArrayView file, QByteArrayView login) const
{
    const auto present = file.isEmpty() ? Result<TokenSet>(TokenSet{}) : parseCredentials(file);
    if (!present && present.error().code != ErrorCode::CredentialMissing)
        return failure(present.error());
    return login.toByteArray();
}

Result<QByteArray> OAuthProfile::fileWithoutLogin(QByteArrayView file) const
{
    const auto tokens = parseCredentials(file);
    if (!tokens && tokens.error().code != ErrorCode::CredentialMissing)
        return failure(tokens.error());
    return QByteArray();
}

AccountOwner OAuthProfile::ownerOf(const TokenSet &tokens, QByteArrayView) const
{
    return {.accountId = tokens.accountId};
}

Result<QByteArray> OAuthProfile::loginFromPasted(const Secret &) const
{
    return failure(ErrorCode::InvalidInput, u"this provider has no tokens to paste; sign in instead"_s);
}

std::optional<SystemTime> OAuthProfile::refreshDueAt(const TokenSet &tokens) const
{
    if (!canRefresh(tokens) || !tokens.expiresAt)
        return std::nullopt;
    return *tokens.expiresAt - refreshAhead;
}

bool OAuthProfile::isRefreshDue(const TokenSet &tokens, SystemTime now) const
{
    const auto due = refreshDueAt(tokens);
    return due && now >= *due;
}

} // namespace sluice

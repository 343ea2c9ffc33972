// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QLatin1StringView>

//! All that we know of Claude from outside, in one place; the section of spec/claude.md stands beside each.
namespace sluice::claude {

using namespace Qt::StringLiterals;

// Endpoints and client: 0.3
inline constexpr auto defaultApiUrl = "https://api.anthropic.com"_L1;
inline constexpr auto defaultTokenUrl = "https://platform.claude.com/v1/oauth/token"_L1;
inline constexpr auto clientId = "9d1c250a-e61b-44d9-88ed-5944d1962f5e"_L1;
inline constexpr QByteArrayView usagePath = "/api/oauth/usage"; // 5.1
inline constexpr QByteArrayView profilePath = "/api/oauth/profile"; // 5.5

// What clients may ask for (6.1). With an account's token nothing else is reached: its usage and its profile
// are nobody's business (spec/gateway.md 9.6).
inline constexpr QByteArrayView messagesPath = "/v1/messages";
inline constexpr QByteArrayView modelsPath = "/v1/models";
inline constexpr QByteArrayView servedPaths[] = {messagesPath, "/v1/complete"};

// Logins: 0.3, 1.2, 4.6
inline constexpr QByteArrayView loginMember = "claudeAiOauth";
inline constexpr QByteArrayView keyMember = "sluiceApiKey"; // ours: the CLI keeps no key beside its logins
inline constexpr auto accountMember = "oauthAccount"_L1; // of the account file, 1.3
inline constexpr QByteArrayView setUpTokenPrefix = "sk-ant-oat01-";
inline constexpr auto setUpCommand = "claude setup-token"_L1;
inline constexpr int setUpTokenYears = 1;
inline constexpr QByteArrayView apiKeyPrefix = "sk-ant-api";

// Scopes: 0.3, 1.2, 3.2
inline constexpr auto refreshScopes =
    "user:profile user:inference user:sessions:claude_code user:mcp_servers user:file_upload"_L1;
inline constexpr auto inferenceScope = "user:inference"_L1;
inline constexpr auto profileScope = "user:profile"_L1;
inline constexpr auto pluginsScope = "user:plugins"_L1; // newer logins have it; spec/clients.md 1.8
inline constexpr auto defaultTokenLife = 3600s; // 3.3

// Locks: 2.6, spec/clients.md 1.8
inline constexpr auto refreshLockName = "/.oauth_refresh.lock"_L1;
inline constexpr auto writeLockName = "/.storage-write.lock"_L1;
inline constexpr auto refreshLockStale = 60s;
inline constexpr auto writeLockStale = 15s;

// Request headers: 6.3 to 6.5
inline constexpr QByteArrayView keyHeader = "x-api-key"; // in place of Authorization
inline constexpr QByteArrayView betaHeader = "anthropic-beta";
inline constexpr QByteArrayView versionHeader = "anthropic-version";
inline constexpr QByteArrayView sessionHeader = "x-claude-code-session-id";
inline constexpr QByteArrayView oauthBeta = "oauth-2025-04-20";
inline constexpr QByteArrayView claudeCodeBeta = "claude-code-20250219";

// Response headers: 7.1
inline constexpr QByteArrayView unifiedPrefix = "anthropic-ratelimit-unified-";
inline constexpr QByteArrayView scopedWindowSuffix = "_oi";
inline constexpr QByteArrayView retryHeader = "x-should-retry";
inline constexpr QByteArrayView planWeightHeader = "X-CCM-Plan-Weight"; // 7.8
inline constexpr QByteArrayView fiveHourClaim = "five_hour";
inline constexpr QByteArrayView weeklyClaim = "seven_day";
inline constexpr QByteArrayView modelWindow = "7d_oi";
inline constexpr QByteArrayView modelClaim = "seven_day_overage_included";
inline constexpr QByteArrayView revokedText = "OAuth token has been revoked"; // 7.5

// Errors inside a stream: 7.4
inline constexpr auto rateLimitError = "rate_limit_error"_L1;

// Plans and their weights: 5.6
inline constexpr auto maxTwentyTier = "default_claude_max_20x"_L1;
inline constexpr auto maxFiveTier = "default_claude_max_5x"_L1;
inline constexpr double maxTwentyWeight = 10;
inline constexpr double maxFiveWeight = 5;
inline constexpr double teamFiveWeight = 5;
inline constexpr double otherWeight = 1;

} // namespace sluice::claude

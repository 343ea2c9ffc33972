// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QLatin1StringView>

//! All that we know of Codex from outside, in one place; the section of spec/codex.md stands beside each.
namespace sluice::codex {

using namespace Qt::StringLiterals;

// Endpoints and client: 0.3
inline constexpr auto defaultChatGptUrl = "https://chatgpt.com/backend-api"_L1;
inline constexpr auto defaultApiUrl = "https://api.openai.com"_L1;
inline constexpr auto defaultTokenUrl = "https://auth.openai.com/oauth/token"_L1;
inline constexpr auto clientId = "app_EMoamEEZ73f0CkXaXp7hrann"_L1;
inline constexpr QByteArrayView usagePath = "/wham/usage"; // 4.1

// Logins: 1.2 to 1.4, 1.8, 2.3
inline constexpr auto authClaim = "https://api.openai.com/auth"_L1;
inline constexpr auto profileClaim = "https://api.openai.com/profile"_L1;
inline constexpr QByteArrayView apiKeyPrefix = "sk-";
inline constexpr QByteArrayView foreignKeyPrefix = "sk-ant-";
inline constexpr qsizetype longestJwt = 64 * 1024;
inline constexpr double maxUnixSeconds = 1e11; // what is above is no time in seconds
inline constexpr auto refreshAge = 24h * 8; // for tokens whose expiry cannot be read
// Codex 0.169 locks the file for as long as it writes it, the outer lock first; it asks for tokens before.
inline constexpr auto outerLockName = "/auth.lock"_L1;
inline constexpr auto writeLockSuffix = ".lock"_L1;

// Request headers that name the account: 1.4, 5.3
inline constexpr QByteArrayView accountHeader = "ChatGPT-Account-Id";
inline constexpr QByteArrayView fedrampHeader = "X-OpenAI-Fedramp";

// Limits: 4.2, 6.1, 6.2
inline constexpr auto mainFamily = "codex"_L1;
inline constexpr QByteArrayView activeLimitHeader = "x-codex-active-limit";
inline constexpr int fiveHourMinutes = 300;
inline constexpr int weeklyMinutes = 10080;
inline constexpr double longestSessionMinutes = 1440; // what is longer counts as weekly

// Refusals: 6.4, 6.6, 11
inline constexpr auto usageLimitReached = "usage_limit_reached"_L1;
inline constexpr auto usageNotIncluded = "usage_not_included"_L1;
inline constexpr auto insufficientQuota = "insufficient_quota"_L1; // 6.8: an API key without money
inline constexpr auto invalidEncryptedContent = "invalid_encrypted_content"_L1; // 7.11
inline constexpr auto burstPause = 15s; // 11.3
inline constexpr auto blockedFor = 30min; // 6.6

// Answers to clients: 6.1, 6.7, 6.9
inline constexpr QByteArrayView codexPrefix = "x-codex-";
inline constexpr QByteArrayView planWeightHeader = "X-OCM-Plan-Weight";
inline constexpr QByteArrayView retryHeader = "x-should-retry"; // spec/clients.md 3.3

// In-band events: 7.6
inline constexpr auto limitsEvent = "codex.rate_limits"_L1;
inline constexpr auto errorEvent = "error"_L1;

// Plans and their weights: 10
inline constexpr double proWeight = 10;
inline constexpr double proLiteWeight = 5;
inline constexpr double otherWeight = 1;

// Requests: where they go, 0.3, 5.2
inline constexpr QByteArrayView chatGptPath = "/codex"; // below chatgpt_url
inline constexpr QByteArrayView versionPath = "/v1"; // below api_url
inline constexpr QByteArrayView aliasPath = "/backend-api/codex"; // 5.2
inline constexpr QByteArrayView responsesPath = "/responses";
inline constexpr QByteArrayView chatPath = "/chat/completions"; // not for subscriptions: 5.1 (8)
inline constexpr QByteArrayView modelsPath = "/models";
inline constexpr QByteArrayView servedPaths[] = {
    responsesPath, chatPath, "/memories", "/alpha/search", "/images", "/realtime", "/live",
};
inline constexpr QByteArrayView otherModelsHeader = "anthropic-version"; // `/models` of another provider

// Requests: heads, 5.3, 5.4, 7.2, 7.11
inline constexpr QByteArrayView sessionHeaders[] = {
    "session-id", "session_id", "thread-id", "conversation_id", "x-client-request-id",
};
inline constexpr QByteArrayView betaHeader = "OpenAI-Beta";
inline constexpr QByteArrayView socketFeature = "responses_websockets=";
inline constexpr QByteArrayView socketBeta = "responses_websockets=2026-02-06";
inline constexpr QByteArrayView turnStateHeader = "x-codex-turn-state";

// Requests: bodies, 5.5, 7.11
inline constexpr QByteArrayView bodyEncoding = "zstd";
inline constexpr auto reasoningItem = "reasoning"_L1;
inline constexpr auto compactionMark = "compaction"_L1; // in the type of every item that holds a history

// Events of an answer, in a stream and in a socket: 6.8, 7.5, 7.6
inline constexpr QByteArrayView createEvent = "response.create"; // from the client
inline constexpr QByteArrayView responsePrefix = "response.";
inline constexpr QByteArrayView failedEvent = "response.failed";
inline constexpr QByteArrayView endEvents[] = {"response.completed", "response.done", "response.incomplete",
                                               failedEvent};
inline constexpr QByteArrayView eventsWithoutOutput[] = {"response.created", "response.in_progress",
                                                         "response.queued", "response.metadata"};

} // namespace sluice::codex

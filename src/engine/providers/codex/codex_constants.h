// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QLatin1StringView>

//! All that we know of Codex from outside, in one place; the section of spec/codex.md stands beside each.
namespace sluice::codex {

using namespace Qt::StringLiterals;

// Requests and sockets

// Where requests go: 0.3, 5.2
inline constexpr auto defaultChatGptUrl = "https://chatgpt.com/backend-api"_L1;
inline constexpr auto defaultApiUrl = "https://api.openai.com"_L1;
inline constexpr QByteArrayView chatGptPath = "/codex"; // below chatgpt_url
inline constexpr QByteArrayView apiPath = "/v1"; // below api_url
inline constexpr QByteArrayView aliasPrefix = "/backend-api/codex"; // 5.2 [R]

// Request headers: 5.3, 7.2
inline constexpr QByteArrayView accountHeader = "ChatGPT-Account-Id";
inline constexpr QByteArrayView fedrampHeader = "X-OpenAI-Fedramp";
inline constexpr QByteArrayView betaHeader = "OpenAI-Beta";
inline constexpr QByteArrayView socketFeature = "responses_websockets=";
inline constexpr QByteArrayView socketBeta = "responses_websockets=2026-02-06";
inline constexpr QByteArrayView turnStateHeader = "x-codex-turn-state"; // 7.11

// Bodies: 5.5
inline constexpr auto priorityTier = "priority"_L1;

} // namespace sluice::codex

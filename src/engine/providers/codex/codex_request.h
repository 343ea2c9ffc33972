// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/token_set.h"
#include "engine/http/message.h"
#include "engine/providers/provider.h"

namespace sluice::codex {

//! The path below the base URL that Codex is given: `/responses`, `/models`; without `/codex`, `/v1` and the
//! query.
QByteArrayView apiPathOf(const http::RequestHead &request);

bool serves(const http::RequestHead &request);
//! Responses over WebSocket (spec/codex.md 7.1).
bool isUpgrade(const http::RequestHead &request);

//! Never fails: what cannot be read is absent (spec/codex.md 5.4, 5.5).
RequestTraits traits(const http::RequestHead &request, QByteArrayView body);

//! What authorized() needs besides the request.
struct Upstream
{
    QByteArray authority = {};
    QByteArray basePath = {}; //!< what apiPathOf() is appended to
    QList<std::pair<QByteArray, QByteArray>> operatorHeaders = {};
};
http::RequestHead authorized(http::RequestHead request, const TokenSet &tokens, const Upstream &upstream);

} // namespace sluice::codex

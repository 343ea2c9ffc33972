// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/token_set.h"
#include "engine/http/message.h"
#include "engine/providers/provider.h"

namespace sluice::claude {

//! The path as the API knows it: without our `/claude` prefix, without the query.
QByteArrayView apiPath(const http::RequestHead &request);

bool serves(const http::RequestHead &request);
std::optional<http::Reply> localReply(const http::RequestHead &request);

//! Never fails: what cannot be read is absent (spec/claude.md 6.4, 6.5).
RequestTraits traits(const http::RequestHead &request, QByteArrayView body);
//! The session that `metadata.user_id` names in its JSON or its older form; empty where it names none.
QByteArray sessionOfUserId(const QString &userId);

//! All lines of `anthropic-beta` as one, with the OAuth value in it (6.3).
QByteArray betaWithOAuth(const QList<QByteArray> &lines);
//! The same without it, for an API key; empty where nothing else is asked for.
QByteArray betaWithoutOAuth(const QList<QByteArray> &lines);

//! What authorized() needs besides the request.
struct Upstream
{
    QByteArray authority = {};
    QByteArray basePath = {}; //!< without a slash at its end
    QList<std::pair<QByteArray, QByteArray>> operatorHeaders = {};
};
http::RequestHead authorized(http::RequestHead request, const TokenSet &tokens, const Upstream &upstream);

} // namespace sluice::claude

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/gateway/client_key_check.h"
#include "engine/http/message.h"
#include "engine/snapshot.h"

#include <QtCore/QStringList>

#include <optional>

//! The gateway's own pages. A reply here never holds what belongs to one account.
namespace sluice::local_pages {

//! `/sluice/v1/health`: answered without a key.
bool isHealth(const http::RequestHead &head);
http::Reply health(const http::RequestHead &head);

//! `/sluice/v1/status` or `/metrics`: for users.
bool isForUsers(const http::RequestHead &head);
//! `pools`: the ids of those the user may see.
http::Reply forUsers(const http::RequestHead &head, const EngineSnapshot &snapshot, const QStringList &pools);

//! `/sluice/v1/events`: for users, as a WebSocket.
bool isEvents(const http::RequestHead &head);
//! Nothing where the WebSocket may be opened.
std::optional<http::Reply> eventsRefusal(const http::RequestHead &head);

//! An error where no provider's shape is known: `error.message` is what each of the CLIs shows, and `type` is
//! where the pickier of them look.
http::Reply error(int status, const QByteArray &text);

} // namespace sluice::local_pages

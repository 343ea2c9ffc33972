// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/random.h"
#include "engine/base/result.h"
#include "engine/http/message.h"

#include <optional>

// The opening handshake (RFC 6455, 4), without extensions and without subprotocols.

namespace sluice::websocket {

//! Why an upgrade is refused, and with what.
struct UpgradeRefusal
{
    int status = 400;
    QByteArray text = {};
    http::Headers fields = {}; //!< to be added to the answer
    bool operator==(const UpgradeRefusal &) const = default;
};

//! Whether the request wants to become a WebSocket, well-formed or not.
bool isUpgrade(const http::RequestHead &request);
//! Nothing where the upgrade may be accepted.
std::optional<UpgradeRefusal> refusal(const http::RequestHead &request);
//! `Sec-WebSocket-Accept` for a `Sec-WebSocket-Key`.
QByteArray acceptKey(QByteArrayView key);
//! The 101 to an upgrade that is not refused.
http::ResponseHead acceptance(const http::RequestHead &request);

//! A new `Sec-WebSocket-Key`.
QByteArray createKey(Random &random);
//! What makes a GET an upgrade.
http::Headers upgradeFields(const QByteArray &key);
//! Whether the answer opens the WebSocket that was asked for with `key`.
Status checkAcceptance(const http::ResponseHead &answer, QByteArrayView key);

} // namespace sluice::websocket

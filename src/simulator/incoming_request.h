// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"
#include "simulator/account_book.h"
#include "simulator/request_log.h"

namespace sluice {

//! One request with all that its answer depends on.
struct IncomingRequest
{
    http::RequestHead head = {};
    QByteArray body = {};
    std::optional<SimulatedToken> token = {}; //!< of the head, or of a body for the token endpoint
    QJsonObject json = {}; //!< the decoded body; Codex's requests alone
    QString model = {};
    bool stream = false;
    int events = 0; //!< x-sim-events
    milliseconds interval = 0ms; //!< x-sim-interval-ms
    qint64 bytes = -1; //!< x-sim-bytes, or -1

    //! The name of the token's account, or empty.
    QString accountName() const { return token ? token->name : QString(); }
};

IncomingRequest readRequest(const http::RequestHead &head, const QByteArray &body);
RecordedRequest recordOf(const IncomingRequest &request, SystemTime now);
//! A member of the token endpoint's body, which is JSON or form-encoded.
QByteArray tokenField(const IncomingRequest &request, const QString &name);
bool isTokenRequest(const http::RequestHead &head);
//! Told by the path alone, but for `/v1/models`, which both providers have.
bool isForCodex(const http::RequestHead &head);
bool isChatGpt(const http::RequestHead &head); //!< below `/backend-api/`: with a ChatGPT login, not a key
bool isResponsesPath(const http::RequestHead &head);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"
#include "engine/http/message.h"

namespace sluice::http {

//! How an answer goes to one client: the head as it is sent, and what that means for body and connection.
struct AnswerPlan
{
    ResponseHead head = {};
    BodyFraming framing = {};
    bool sendsBody = true; //!< false for HEAD and for statuses without a body
    bool keepsConnection = true;
};

//! Sets Connection, Content-Length and Transfer-Encoding of `head`, and drops every other hop-by-hop field.
//! A 101 passes untouched. Chunks become close-delimited for an HTTP/1.0 client.
AnswerPlan planAnswer(const RequestHead &request, ResponseHead head, const BodyFraming &framing,
                      bool mayKeepConnection);

//! The status for a request that `error` made impossible: 400, 413 or 431. An unknown transfer coding
//! gets 400 too: where framing is in doubt nobody should try again (RFC 9112, 6.1 allows either).
int refusalStatus(const Error &error);

} // namespace sluice::http

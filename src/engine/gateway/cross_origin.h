// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"

namespace sluice::cross_origin {

// What a browser wants to read before it gives an answer to a web page (Fetch standard, "CORS protocol").
// Only for requests that OriginCheck accepted.

//! The fields of every answer to a request that names an origin; none for one that names none.
http::Headers answerFields(const http::RequestHead &head);
//! The browser asks, without any token, whether the page may send its request.
bool isPreflight(const http::RequestHead &head);
http::Reply preflightReply(const http::RequestHead &head);

} // namespace sluice::cross_origin

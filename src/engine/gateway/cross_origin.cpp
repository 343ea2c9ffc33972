// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/cross_origin.h"

namespace sluice::cross_origin {

http::Headers answerFields(const http::RequestHead &head)
{
    if (!head.headers.contains("origin"))
        return {};
    return {{"Access-Control-Allow-Origin", head.headers.value("origin").toByteArray()},
            {"Access-Control-Expose-Headers", "*"},
            {"Vary", "Origin"}};
}

bool isPreflight(const http::RequestHead &head)
{
    return head.method == "OPTIONS" && head.headers.contains("origin")
        && head.headers.contains("access-control-request-method");
}

http::Reply preflightReply(const http::RequestHead &head)
{
    http::Reply reply;
    reply.head.status = 204;
    reply.head.reason = http::reasonOf(204);
    reply.head.headers.append("Access-Control-Allow-Methods", "GET, HEAD, POST");
    const auto fields = head.headers.value("access-control-request-headers");
    if (!fields.isEmpty())
        reply.head.headers.append("Access-Control-Allow-Headers", fields.toByteArray());
    reply.head.headers.append("Access-Control-Max-Age", "600"); // seconds
    return reply;
}

} // namespace sluice::cross_origin

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_body.h"
#include "engine/providers/codex/codex_request.h"
#include "engine/providers/codex/codex_socket_reader.h"
#include "engine/providers/codex/codex_usage_reader.h"
#include "engine/providers/json_members.h"
#include "tests/fuzz/fuzz_input.h"

using namespace sluice;

namespace {

void readRequest(const http::Headers &headers, const QByteArray &body)
{
    const http::RequestHead head{.method = "POST", .target = "/v1/responses", .headers = headers};
    codex::traits(head, body);
    const auto again = codex::withoutForeignContent(head, body);
    if (!again)
        return;
    require(jsonMembers(again->body).has_value());
    require(!codex::withoutForeignContent(again->head, again->body)); // nothing is left to leave out
}

void readMessages(const FuzzInput &input)
{
    codex::CodexSocketReader reader;
    reader.fromClient(input.first());
    const auto event = reader.fromUpstream(input.second(), {});
    if (event.fate == SocketEvent::Fate::PoolNumbers)
        reader.withPool(input.second(), {}, {});
}

void readStream(const FuzzInput &input)
{
    codex::SseUsageReader whole;
    whole.feed(input.whole);
    codex::SseUsageReader parts;
    parts.feed(input.first());
    parts.feed(input.second());
    require(whole.usage() == parts.usage());
    require(whole.refusal({}) == parts.refusal({}));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const FuzzInput input(data, size);
    readRequest({}, input.whole);
    readRequest({{"content-encoding", "zstd"}}, input.whole);
    readMessages(input);
    readStream(input);
    return 0;
}

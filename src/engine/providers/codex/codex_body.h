// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"
#include "engine/providers/provider.h"

#include <optional>

namespace sluice::codex {

//! The body as JSON text: as it is, or decompressed where the head says `content-encoding: zstd`. Nothing
//! where it is damaged, in another encoding, or longer than any request may be.
std::optional<QByteArray> plainBody(const http::RequestHead &request, QByteArrayView body);

//! What can be read of a body at little cost.
struct BodyStart
{
    QByteArray text = {};
    bool isWhole = false;
};
//! The same, but of a compressed body no more than the first MiB: a few KiB may say that they are 64 MiB, and
//! whoever undoes that holds up every other stream.
std::optional<BodyStart> bodyStart(const http::RequestHead &request, QByteArrayView body);

//! The request without what only one account can read: `reasoning` items, the response it follows on and the
//! turn's state (spec/codex.md 7.11). Nothing where there is none of it, or where the history itself is in a
//! compaction item.
std::optional<ForeignFreeRequest> withoutForeignContent(const http::RequestHead &request,
                                                        QByteArrayView body);

} // namespace sluice::codex

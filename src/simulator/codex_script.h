// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "simulator/codex_response_stream.h"
#include "simulator/simulator_script.h"

namespace sluice {

//! How a refusal inside a response is told.
enum class CodexTransport : std::uint8_t {
    Events, //!< `response.failed`, among server-sent events
    Socket, //!< `error`, among messages
};

//! Makes the stream of a response end as the script says.
void applyScript(CodexResponseStream::Plan &plan, const ScriptedAnswer &scripted,
                 const SimulatedAccount &account, SystemTime now, CodexTransport transport);

} // namespace sluice

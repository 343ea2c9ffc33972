// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/codex_script.h"

#include "simulator/codex_refusals.h"

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

constexpr int beforeAll = -1;

QByteArray failureOf(const http::Reply &refusal, CodexTransport transport, const QByteArray &responseId)
{
    return transport == CodexTransport::Socket ? codexErrorMessage(refusal)
                                               : codexFailedMessage(refusal, responseId);
}

} // namespace

void applyScript(CodexResponseStream::Plan &plan, const ScriptedAnswer &scripted,
                 const SimulatedAccount &account, SystemTime now, CodexTransport transport)
{
    const http::Reply broken =
        codexError(500, u"server_error"_s, scripted.code, u"The server had an error. Try again in 1s."_s);
    switch (scripted.kind) {
    case ScriptedKind::SlowBody:
        return;
    case ScriptedKind::DropMidStream:
    case ScriptedKind::CleanEndMidStream:
    case ScriptedKind::CloseSocket:
        plan.stopAfter = scripted.after.value_or(CodexResponseStream::halfOf(plan));
        return;
    case ScriptedKind::ErrorEvent:
        plan.stopAfter = scripted.after.value_or(CodexResponseStream::halfOf(plan));
        plan.failure = codexErrorMessage(broken);
        return;
    case ScriptedKind::ResponseFailed:
        plan.stopAfter = scripted.after.value_or(beforeAll);
        plan.failure = codexFailedMessage(broken, plan.answer.id);
        return;
    default:
        plan.stopAfter = scripted.after.value_or(beforeAll);
        if (const auto refusal = codexScriptedReply(scripted, account, now))
            plan.failure = failureOf(*refusal, transport, plan.answer.id);
    }
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/codex_refusals.h"

#include "simulator/codex_limits.h"
#include "simulator/codex_token.h"
#include "simulator/replies.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

const QString invalidRequest = u"invalid_request_error"_s;

http::Reply foreignContent(const QString &content)
{
    const QString text = u"The encrypted content %1 could not be verified. Reason: Encrypted content "
                         "organization_id did not match the target organization."_s;
    return codexError(400, invalidRequest, u"invalid_encrypted_content"_s, text.arg(content));
}

http::Reply previousResponseNotFound(const QString &id)
{
    return codexError(400, invalidRequest, u"previous_response_not_found"_s,
                      u"Previous response with id '%1' not found."_s.arg(id));
}

http::Reply scriptedLimit(const ScriptedAnswer &answer, SimulatedAccount account, SystemTime now)
{
    auto &window = answer.kind == ScriptedKind::WeeklyLimit ? account.sevenDay : account.fiveHour;
    window.utilization = 100_pct;
    window.resetsAt = now + answer.resetsIn;
    return codexLimitReply(account, now);
}

//! The limit of one model, beside the account's own.
http::Reply scriptedModelLimit(const ScriptedAnswer &answer, const SimulatedAccount &account, SystemTime now)
{
    const qint64 resetsAt = toUnixSeconds(now + answer.resetsIn);
    const QJsonObject error = {{"type"_L1, "usage_limit_reached"_L1},
                               {"message"_L1, "The usage limit has been reached"_L1},
                               {"plan_type"_L1, codexPlan(account)},
                               {"resets_at"_L1, resetsAt},
                               {"resets_in_seconds"_L1, qint64{answer.resetsIn.count()}}};
    auto reply = jsonReply(429, {{"error"_L1, error}});
    reply.head.headers.append("x-codex-active-limit", "codex_bengalfox");
    reply.head.headers.append("x-codex-bengalfox-limit-name", "GPT-5.3-Codex-Spark");
    reply.head.headers.append("x-codex-bengalfox-primary-used-percent", "100");
    reply.head.headers.append("x-codex-bengalfox-primary-window-minutes", "300");
    reply.head.headers.append("x-codex-bengalfox-primary-reset-at", QByteArray::number(resetsAt));
    return reply;
}

http::Reply refusedRefresh(const QString &code)
{
    return codexError(401, invalidRequest, code, u"Your refresh token cannot be used: %1."_s.arg(code));
}

std::optional<http::Reply> codexOnlyReply(const ScriptedAnswer &answer)
{
    switch (answer.kind) {
    case ScriptedKind::UsageNotIncluded:
        return codexError(429, u"usage_not_included"_s, {}, u"Codex is not included in your plan."_s);
    case ScriptedKind::PaymentRequired:
        return jsonReply(402, {{"detail"_L1, QJsonObject{{"code"_L1, "deactivated_workspace"_L1}}}});
    case ScriptedKind::Deactivated:
        return codexError(403, invalidRequest, u"deactivated_workspace"_s,
                          u"Your workspace has been deactivated."_s);
    case ScriptedKind::UpgradeRequired:
        return codexError(426, invalidRequest, {}, u"WebSocket is not offered here."_s);
    case ScriptedKind::ModelAtCapacity:
        return codexError(503, u"server_error"_s, u"server_is_overloaded"_s,
                          u"Our servers are currently overloaded. Please try again later."_s);
    case ScriptedKind::ForeignContent:
        return foreignContent(u"sim-encrypted"_s);
    case ScriptedKind::RefreshRefused:
        return refusedRefresh(answer.code);
    case ScriptedKind::PreviousResponseNotFound:
        return previousResponseNotFound(u"resp_unknown"_s);
    case ScriptedKind::ConnectionLimit:
        return codexError(400, invalidRequest, u"websocket_connection_limit_reached"_s,
                          u"This connection has reached its limit of 60 minutes."_s);
    default:
        return std::nullopt;
    }
}

std::optional<http::Reply> wholeReply(const ScriptedAnswer &answer, const SimulatedAccount &account,
                                      SystemTime now)
{
    switch (answer.kind) {
    case ScriptedKind::FiveHourLimit:
    case ScriptedKind::WeeklyLimit:
        return scriptedLimit(answer, account, now);
    case ScriptedKind::ModelLimit:
        return scriptedModelLimit(answer, account, now);
    case ScriptedKind::Throttle:
        return codexError(429, u"rate_limit_error"_s, u"rate_limit_exceeded"_s,
                          u"Rate limit reached. Please try again in 1s."_s);
    case ScriptedKind::Unauthorized:
        return codexError(401, invalidRequest, u"token_expired"_s,
                          u"Provided authentication token is expired. Please try signing in again."_s);
    case ScriptedKind::Revoked:
        return codexError(401, invalidRequest, u"token_revoked"_s, u"Encountered invalidated oauth token."_s);
    case ScriptedKind::Forbidden:
        return codexError(403, invalidRequest, u"unsupported_country_region_territory"_s,
                          u"Country, region, or territory not supported"_s);
    case ScriptedKind::InvalidRequest:
        return codexError(400, invalidRequest, u"context_length_exceeded"_s,
                          u"Your input exceeds the context window of this model."_s);
    case ScriptedKind::NotFound:
        return codexError(404, invalidRequest, u"model_not_found"_s, u"The model does not exist."_s);
    case ScriptedKind::TooLarge:
        return codexError(413, invalidRequest, {}, u"Request body too large"_s);
    case ScriptedKind::Unprocessable:
        return codexError(422, invalidRequest, {}, u"unsupported value"_s);
    case ScriptedKind::Overloaded:
        return codexError(503, u"server_error"_s, {}, u"The server is busy."_s);
    case ScriptedKind::InternalError:
        return codexError(500, u"server_error"_s, {}, u"The server had an error."_s);
    case ScriptedKind::HtmlBadGateway:
        return textReply(502, "text/html; charset=UTF-8", "<html><h1>502 Bad Gateway</h1></html>\n");
    case ScriptedKind::FastModeRefusal:
    case ScriptedKind::Redirect:
        return codexError(501, u"server_error"_s, {},
                          u"the script asks for what this provider never answers"_s);
    default:
        return codexOnlyReply(answer);
    }
}

//! The error of a reply; with `detail` where the back-end answers in its other shape.
QJsonObject errorOf(const http::Reply &refusal)
{
    const auto document = QJsonDocument::fromJson(refusal.body);
    if (document["error"_L1].isObject())
        return document["error"_L1].toObject();
    return {{"type"_L1, "server_error"_L1}, {"message"_L1, QString::fromUtf8(refusal.body)}};
}

} // namespace

http::Reply codexError(int status, const QString &type, const QString &code, const QString &message)
{
    const QJsonObject error = {{"message"_L1, message},
                               {"type"_L1, type},
                               {"param"_L1, QJsonValue()},
                               {"code"_L1, code.isEmpty() ? QJsonValue() : QJsonValue(code)}};
    return jsonReply(status, {{"error"_L1, error}});
}

http::Reply codexLimitReply(const SimulatedAccount &account, SystemTime now)
{
    const qint64 resetsIn = secondsToReset(account, now);
    const QJsonObject error = {{"type"_L1, "usage_limit_reached"_L1},
                               {"message"_L1, "The usage limit has been reached"_L1},
                               {"plan_type"_L1, codexPlan(account)},
                               {"resets_at"_L1, toUnixSeconds(now + seconds{resetsIn})},
                               {"resets_in_seconds"_L1, resetsIn}};
    auto reply = jsonReply(429, {{"error"_L1, error}});
    appendAll(reply.head.headers, codexLimitHeaders(account, now));
    return reply;
}

std::optional<http::Reply> codexContentRefusal(const IncomingRequest &request,
                                               const SimulatedAccount &account)
{
    QByteArray turnState = request.head.headers.value("x-codex-turn-state").toByteArray();
    const QString own = request.json["client_metadata"_L1]["x-codex-turn-state"_L1].toString();
    if (!own.isEmpty())
        turnState = own.toLatin1();
    if (!turnState.isEmpty() && turnState != codexTurnState(account))
        return codexError(400, invalidRequest, u"invalid_turn_state"_s,
                          u"x-codex-turn-state belongs to another account"_s);
    const auto input = request.json["input"_L1].toArray();
    for (qsizetype i = 0; i < input.size(); ++i) {
        const QString type = input[i]["type"_L1].toString();
        if (type != "reasoning"_L1 && type != "compaction"_L1)
            continue;
        const QString content = input[i]["encrypted_content"_L1].toString();
        if (content.isEmpty())
            return codexError(400, invalidRequest, u"missing_required_parameter"_s,
                              u"Missing required parameter: 'input[%1].encrypted_content'."_s.arg(i));
        if (content != codexEncryptedContent(account.name))
            return foreignContent(content);
    }
    return std::nullopt;
}

std::optional<http::Reply> codexScriptedReply(const ScriptedAnswer &answer, const SimulatedAccount &account,
                                              SystemTime now)
{
    auto reply = wholeReply(answer, account, now);
    if (reply && answer.retryAfter)
        reply->head.headers.set("retry-after", QByteArray::number(*answer.retryAfter));
    return reply;
}

QByteArray codexErrorMessage(const http::Reply &refusal)
{
    QJsonObject headers;
    for (const auto &field : refusal.head.headers.fields()) {
        if (http::startsWithName(field.name, "x-codex-"))
            headers.insert(QString::fromLatin1(field.name), QString::fromLatin1(field.value));
    }
    const QJsonObject message = {{"type"_L1, "error"_L1},
                                 {"status"_L1, refusal.head.status},
                                 {"error"_L1, errorOf(refusal)},
                                 {"headers"_L1, headers}};
    return QJsonDocument(message).toJson(QJsonDocument::Compact);
}

QByteArray codexFailedMessage(const http::Reply &refusal, const QByteArray &responseId)
{
    const QJsonObject error = errorOf(refusal);
    const auto code = error["code"_L1].isString() ? error["code"_L1] : error["type"_L1];
    const QJsonObject response = {
        {"id"_L1, QString::fromLatin1(responseId)},
        {"status"_L1, "failed"_L1},
        {"error"_L1, QJsonObject{{"code"_L1, code}, {"message"_L1, error["message"_L1]}}}};
    return QJsonDocument(QJsonObject{{"type"_L1, "response.failed"_L1}, {"response"_L1, response}})
        .toJson(QJsonDocument::Compact);
}

QByteArray codexTurnState(const SimulatedAccount &account)
{
    return "sim-turn-state-of-" + account.name.toLatin1();
}

QString codexEncryptedContent(const QString &accountName)
{
    return "sim-encrypted-by-"_L1 + accountName;
}

} // namespace sluice

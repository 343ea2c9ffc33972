// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/claude_answers.h"

#include "simulator/account_book.h"
#include "simulator/claude_limits.h"
#include "simulator/replies.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

const QString limitText = u"This request would exceed your account's rate limit. Please try again later."_s;

QString planOf(const SimulatedAccount &account)
{
    return account.plan.isEmpty() ? u"max"_s : account.plan;
}

QString isoTime(SystemTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toUnixMilliseconds(time), Qt::UTC)
               .toString("yyyy-MM-ddTHH:mm:ss.zzz"_L1)
        + "000+00:00"_L1;
}

QJsonValue usageWindow(const SimulatedWindow &window)
{
    const QJsonValue resetsAt = window.resetsAt ? QJsonValue(isoTime(*window.resetsAt)) : QJsonValue();
    return QJsonObject{{"utilization"_L1, window.utilization.value()}, {"resets_at"_L1, resetsAt}};
}

http::Reply scriptedLimit(const ScriptedAnswer &answer, SimulatedAccount account, SystemTime now,
                          const QByteArray &requestId)
{
    auto &window = answer.kind == ScriptedKind::WeeklyLimit ? account.sevenDay : account.fiveHour;
    window.utilization = 100_pct;
    window.resetsAt = now + answer.resetsIn;
    return limitReply(account, now, requestId);
}

http::Reply scriptedModelLimit(const ScriptedAnswer &answer, const SimulatedAccount &account, SystemTime now,
                               const QByteArray &requestId)
{
    auto reply = claudeError(429, u"rate_limit_error"_s, limitText, requestId);
    http::Headers &headers = reply.head.headers;
    const QByteArray reset = QByteArray::number(toUnixSeconds(now + answer.resetsIn));
    appendAll(headers, claudeLimitHeaders(account));
    headers.set("anthropic-ratelimit-unified-status", "rejected");
    headers.set("anthropic-ratelimit-unified-representative-claim", "seven_day_overage_included");
    headers.set("anthropic-ratelimit-unified-reset", reset);
    headers.append("anthropic-ratelimit-unified-7d_oi-status", "rejected");
    headers.append("anthropic-ratelimit-unified-7d_oi-utilization", "1.0");
    headers.append("anthropic-ratelimit-unified-7d_oi-reset", reset);
    return reply;
}

http::Reply htmlBadGateway()
{
    return textReply(
        502, "text/html; charset=UTF-8",
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n");
}

http::Reply redirectReply()
{
    auto reply = textReply(307, "text/plain", "moved\n");
    reply.head.headers.append("Location", "https://elsewhere.example/v1/messages");
    return reply;
}

std::optional<http::Reply> withoutRetryAfter(const ScriptedAnswer &answer, const SimulatedAccount &account,
                                             SystemTime now, const QByteArray &id)
{
    switch (answer.kind) {
    case ScriptedKind::FiveHourLimit:
    case ScriptedKind::WeeklyLimit:
        return scriptedLimit(answer, account, now, id);
    case ScriptedKind::ModelLimit:
        return scriptedModelLimit(answer, account, now, id);
    case ScriptedKind::Throttle:
        return claudeError(429, u"rate_limit_error"_s, u"Too many requests at once. Please slow down."_s, id);
    case ScriptedKind::FastModeRefusal:
        return claudeError(429, u"rate_limit_error"_s, u"Fast mode requires usage credits on this account."_s,
                           id);
    case ScriptedKind::Unauthorized:
        return claudeError(401, u"authentication_error"_s, u"OAuth token has expired."_s, id);
    case ScriptedKind::Revoked:
        return claudeError(403, u"permission_error"_s,
                           u"OAuth token has been revoked. Please sign in again."_s, id);
    case ScriptedKind::Forbidden:
        return claudeError(403, u"permission_error"_s, u"This account may not use this resource."_s, id);
    case ScriptedKind::InvalidRequest:
        return claudeError(400, u"invalid_request_error"_s, u"prompt is too long: 200001 tokens > 200000"_s,
                           id);
    case ScriptedKind::NotFound:
        return claudeError(404, u"not_found_error"_s, u"model: no-such-model"_s, id);
    case ScriptedKind::TooLarge:
        return claudeError(413, u"request_too_large"_s, u"Request exceeds the maximum size"_s, id);
    case ScriptedKind::Unprocessable:
        return claudeError(422, u"invalid_request_error"_s, u"unsupported value"_s, id);
    case ScriptedKind::Overloaded:
        return claudeError(529, u"overloaded_error"_s, u"Overloaded"_s, id);
    case ScriptedKind::InternalError:
        return claudeError(500, u"api_error"_s, u"Internal server error"_s, id);
    case ScriptedKind::HtmlBadGateway:
        return htmlBadGateway();
    case ScriptedKind::Redirect:
        return redirectReply();
    case ScriptedKind::DropBeforeHead:
    case ScriptedKind::DropMidStream:
    case ScriptedKind::CleanEndMidStream:
    case ScriptedKind::SlowBody:
    case ScriptedKind::ErrorEvent:
    case ScriptedKind::Hang:
        return std::nullopt;
    default:
        return claudeError(501, u"api_error"_s, u"the script asks for what this provider never answers"_s,
                           id);
    }
}

} // namespace

http::Reply claudeError(int status, const QString &type, const QString &message, const QByteArray &requestId)
{
    const QJsonObject error = {{"type"_L1, type}, {"message"_L1, message}};
    auto reply = jsonReply(
        status,
        {{"type"_L1, "error"_L1}, {"error"_L1, error}, {"request_id"_L1, QString::fromLatin1(requestId)}});
    reply.head.headers.append("request-id", requestId);
    return reply;
}

http::Reply oauthError(int status, const QString &error, const QString &description)
{
    return jsonReply(status, {{"error"_L1, error}, {"error_description"_L1, description}});
}

http::Reply limitReply(const SimulatedAccount &account, SystemTime now, const QByteArray &requestId)
{
    auto reply = claudeError(429, u"rate_limit_error"_s, limitText, requestId);
    reply.head.headers.append("retry-after", QByteArray::number(secondsToReset(account, now)));
    reply.head.headers.append("x-should-retry", "true");
    appendAll(reply.head.headers, claudeLimitHeaders(account));
    return reply;
}

std::optional<http::Reply> scriptedReply(const ScriptedAnswer &answer, const SimulatedAccount &account,
                                         SystemTime now, const QByteArray &requestId)
{
    auto reply = withoutRetryAfter(answer, account, now, requestId);
    if (reply && answer.retryAfter)
        reply->head.headers.set("retry-after", QByteArray::number(*answer.retryAfter));
    return reply;
}

http::Reply tokenReply(const SimulatedAccount &account)
{
    using Kind = SimulatedToken::Kind;
    const SimulatedToken access = {Kind::Access, account.name, account.generation};
    const SimulatedToken refresh = {Kind::Refresh, account.name, account.generation};
    const QJsonObject person = {{"uuid"_L1, account.accountUuid()},
                                {"email_address"_L1, QString(account.name + "@example.com"_L1)}};
    const QJsonObject organization = {{"uuid"_L1, account.organizationUuid()}, {"name"_L1, "Example"_L1}};
    return jsonReply(200,
                     {{"token_type"_L1, "Bearer"_L1},
                      {"access_token"_L1, QString::fromLatin1(access.text())},
                      {"refresh_token"_L1, QString::fromLatin1(refresh.text())},
                      {"expires_in"_L1, 28800},
                      {"scope"_L1,
                       "user:file_upload user:inference user:mcp_servers user:profile "
                       "user:sessions:claude_code"_L1},
                      {"account"_L1, person},
                      {"organization"_L1, organization}});
}

http::Reply profileReply(const SimulatedAccount &account)
{
    const QJsonObject person = {{"uuid"_L1, account.accountUuid()},
                                {"email"_L1, QString(account.name + "@example.com"_L1)},
                                {"display_name"_L1, account.name},
                                {"full_name"_L1, account.name},
                                {"created_at"_L1, "2024-01-01T00:00:00Z"_L1},
                                {"has_claude_max"_L1, planOf(account) == "max"_L1},
                                {"has_claude_pro"_L1, planOf(account) == "pro"_L1}};
    const QJsonObject organization = {{"uuid"_L1, account.organizationUuid()},
                                      {"name"_L1, "Example"_L1},
                                      {"organization_type"_L1, QString("claude_"_L1 + planOf(account))},
                                      {"rate_limit_tier"_L1, account.tier},
                                      {"seat_tier"_L1, QJsonValue()},
                                      {"has_extra_usage_enabled"_L1, false},
                                      {"billing_type"_L1, "stripe_subscription"_L1},
                                      {"subscription_status"_L1, "active"_L1},
                                      {"subscription_created_at"_L1, "2024-01-02T00:00:00Z"_L1}};
    return jsonReply(200, {{"account"_L1, person}, {"organization"_L1, organization}});
}

http::Reply usageReply(const SimulatedAccount &account)
{
    const QJsonValue none;
    return jsonReply(200,
                     {{"five_hour"_L1, usageWindow(account.fiveHour)},
                      {"seven_day"_L1, usageWindow(account.sevenDay)},
                      {"seven_day_oauth_apps"_L1, none},
                      {"seven_day_opus"_L1, none},
                      {"seven_day_sonnet"_L1, none},
                      {"extra_usage"_L1, none}});
}

http::Reply modelsReply()
{
    QJsonArray models;
    for (const auto name : {"claude-opus-5-5"_L1, "claude-sonnet-5-5"_L1, "claude-haiku-5-5"_L1})
        models.append(QJsonObject{{"type"_L1, "model"_L1}, {"id"_L1, name}, {"display_name"_L1, name}});
    return jsonReply(200,
                     {{"data"_L1, models},
                      {"has_more"_L1, false},
                      {"first_id"_L1, models.first()["id"_L1]},
                      {"last_id"_L1, models.last()["id"_L1]}});
}

QByteArray messageJson(const QByteArray &id, const QString &model, const QString &text)
{
    const QJsonObject usage = {{"input_tokens"_L1, 11},
                               {"cache_creation_input_tokens"_L1, 7},
                               {"cache_read_input_tokens"_L1, 5},
                               {"output_tokens"_L1, 9},
                               {"service_tier"_L1, "standard"_L1}};
    const QJsonObject message = {
        {"id"_L1, QString::fromLatin1(id)},
        {"type"_L1, "message"_L1},
        {"role"_L1, "assistant"_L1},
        {"model"_L1, model},
        {"content"_L1, QJsonArray{QJsonObject{{"type"_L1, "text"_L1}, {"text"_L1, text}}}},
        {"stop_reason"_L1, "end_turn"_L1},
        {"stop_sequence"_L1, QJsonValue()},
        {"usage"_L1, usage}};
    return QJsonDocument(message).toJson(QJsonDocument::Compact);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/codex_answers.h"

#include "simulator/codex_refusals.h"
#include "simulator/codex_token.h"
#include "simulator/replies.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <array>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

constexpr std::array models = {"gpt-5.5"_L1, "gpt-5.4"_L1, "gpt-5.3-codex"_L1};

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QJsonObject reasoning(const CodexAnswer &answer)
{
    return {{"type"_L1, "reasoning"_L1},
            {"id"_L1, QString("rs_"_L1 + QString::fromLatin1(answer.id))},
            {"summary"_L1, QJsonArray{}},
            {"encrypted_content"_L1, codexEncryptedContent(answer.account)}};
}

QJsonObject message(const CodexAnswer &answer)
{
    const QJsonObject part = {{"type"_L1, "output_text"_L1},
                              {"text"_L1, QString::fromUtf8(answer.text)},
                              {"annotations"_L1, QJsonArray{}}};
    return {{"type"_L1, "message"_L1},
            {"id"_L1, QString("msg_"_L1 + QString::fromLatin1(answer.id))},
            {"role"_L1, "assistant"_L1},
            {"status"_L1, "completed"_L1},
            {"content"_L1, QJsonArray{part}}};
}

QJsonObject usage()
{
    return {{"input_tokens"_L1, 23},
            {"input_tokens_details"_L1, QJsonObject{{"cached_tokens"_L1, 5}}},
            {"output_tokens"_L1, 9},
            {"output_tokens_details"_L1, QJsonObject{{"reasoning_tokens"_L1, 3}}},
            {"total_tokens"_L1, 32}};
}

} // namespace

http::Reply codexTokenReply(const SimulatedAccount &account, SystemTime now)
{
    const QString token = QString::fromLatin1(codexToken(account, now + codexTokenLife));
    const SimulatedToken refresh = {SimulatedToken::Kind::Refresh, account.name, account.generation};
    return jsonReply(200,
                     {{"id_token"_L1, token},
                      {"access_token"_L1, token},
                      {"refresh_token"_L1, QString::fromLatin1(refresh.text())},
                      {"expires_in"_L1, qint64{codexTokenLife.count()}},
                      {"token_type"_L1, "Bearer"_L1},
                      {"scope"_L1, "openid profile email offline_access"_L1}});
}

http::Reply codexWorkspacesReply(const SimulatedAccount &account)
{
    const QJsonObject workspace = {{"id"_L1, account.accountUuid()},
                                   {"plan_type"_L1, codexPlan(account)},
                                   {"workspace_backend_origin"_L1, "https://chatgpt.com"_L1},
                                   {"account_routing_override"_L1, "NO_CONSTRAINT"_L1}};
    return jsonReply(
        200, {{"accounts"_L1, QJsonArray{workspace}}, {"default_account_id"_L1, account.accountUuid()}});
}

http::Reply codexModelsReply()
{
    QJsonArray list;
    for (const auto name : models)
        list.append(QJsonObject{{"slug"_L1, name}, {"display_name"_L1, name}});
    auto reply = jsonReply(200, {{"models"_L1, list}});
    reply.head.headers.append("ETag", "\"sim-models\"");
    return reply;
}

http::Reply openAiModelsReply()
{
    QJsonArray list;
    for (const auto name : models)
        list.append(QJsonObject{{"id"_L1, name}, {"object"_L1, "model"_L1}, {"owned_by"_L1, "simulator"_L1}});
    return jsonReply(200, {{"object"_L1, "list"_L1}, {"data"_L1, list}});
}

QByteArray codexGreeting(const SimulatedAccount &account)
{
    return "Hello from the simulator, account " + account.name.toLatin1() + '.';
}

QByteArray codexReasoningItem(const CodexAnswer &answer)
{
    return compact(reasoning(answer));
}

QByteArray codexMessageItem(const CodexAnswer &answer)
{
    return compact(message(answer));
}

QByteArray codexResponse(const CodexAnswer &answer, bool isComplete)
{
    QJsonObject response = {{"id"_L1, QString::fromLatin1(answer.id)},
                            {"object"_L1, "response"_L1},
                            {"created_at"_L1, 1'795'000'000},
                            {"status"_L1, isComplete ? "completed"_L1 : "in_progress"_L1},
                            {"model"_L1, answer.model},
                            {"service_tier"_L1, "default"_L1},
                            {"output"_L1, QJsonArray{}}};
    if (isComplete) {
        response.insert("usage"_L1, usage());
        if (!answer.text.isEmpty())
            response.insert("output"_L1, QJsonArray{reasoning(answer), message(answer)});
    }
    return compact(response);
}

QByteArray chatCompletion(const CodexAnswer &answer)
{
    const QJsonObject said = {{"role"_L1, "assistant"_L1}, {"content"_L1, QString::fromUtf8(answer.text)}};
    const QJsonObject choice = {{"index"_L1, 0}, {"message"_L1, said}, {"finish_reason"_L1, "stop"_L1}};
    const QJsonObject tokens = {{"prompt_tokens"_L1, 23},
                                {"prompt_tokens_details"_L1, QJsonObject{{"cached_tokens"_L1, 5}}},
                                {"completion_tokens"_L1, 9},
                                {"total_tokens"_L1, 32}};
    return compact({{"id"_L1, QString::fromLatin1(answer.id)},
                    {"object"_L1, "chat.completion"_L1},
                    {"created"_L1, 1'795'000'000},
                    {"model"_L1, answer.model},
                    {"choices"_L1, QJsonArray{choice}},
                    {"usage"_L1, tokens}});
}

} // namespace sluice

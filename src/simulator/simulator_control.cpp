// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/simulator_control.h"

#include "simulator/replies.h"

#include <QtCore/QJsonDocument>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

http::Reply statusReply(const Status &status)
{
    if (status)
        return jsonReply(200, {{"ok"_L1, true}});
    return jsonReply(400, {{"error"_L1, status.error().detail}});
}

Result<QJsonObject> parseObject(const QByteArray &json)
{
    const auto document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return failure(ErrorCode::InvalidInput, u"the body is not a JSON object"_s);
    return document.object();
}

Status addRule(SimulatorState &state, const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return failure(object.error());
    const auto rule = ScriptRule::parse(*object);
    if (!rule)
        return failure(rule.error());
    state.script.append(*rule);
    return Done{};
}

http::Reply requestsReply(const SimulatorState &state)
{
    return jsonReply(200,
                     {{"requests"_L1, state.log.toJson()},
                      {"refreshes"_L1, state.accounts.refreshes()},
                      {"refresh_reuses"_L1, state.accounts.refreshReuses()},
                      {"open_streams"_L1, state.openStreams},
                      {"open_sockets"_L1, state.openSockets}});
}

} // namespace

Status configureAccount(SimulatorState &state, const QString &name, const QByteArray &json, SystemTime now)
{
    const auto object = parseObject(json);
    if (!object)
        return failure(object.error());
    return state.accounts.account(name).configure(*object, now);
}

http::Reply answerControl(SimulatorState &state, const http::RequestHead &head, const QByteArray &body,
                          SystemTime now)
{
    constexpr QByteArrayView accountPath = "/sim/account/";
    const QByteArrayView path = head.path();
    const bool post = head.method == "POST";
    if (post && path.startsWith(accountPath) && path.size() > accountPath.size()) {
        const QString name = QString::fromLatin1(path.sliced(accountPath.size()));
        return statusReply(configureAccount(state, name, body, now));
    }
    if (post && path == "/sim/script")
        return statusReply(addRule(state, body));
    if (head.method == "GET" && path == "/sim/requests")
        return requestsReply(state);
    if (post && path == "/sim/reset") {
        state.accounts.clear();
        state.script.clear();
        state.log.clear();
        return statusReply(Done{});
    }
    return jsonReply(404, {{"error"_L1, "no such control"_L1}});
}

} // namespace sluice

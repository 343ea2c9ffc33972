// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/simulator_script.h"

#include "simulator/incoming_request.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

using Name = std::pair<QLatin1StringView, ScriptedKind>;

constexpr std::array kinds = {
    Name{"429-account-5h"_L1, ScriptedKind::FiveHourLimit},
    Name{"429-account-7d"_L1, ScriptedKind::WeeklyLimit},
    Name{"429-model"_L1, ScriptedKind::ModelLimit},
    Name{"429-throttle"_L1, ScriptedKind::Throttle},
    Name{"429-fast-mode"_L1, ScriptedKind::FastModeRefusal},
    Name{"401"_L1, ScriptedKind::Unauthorized},
    Name{"403-revoked"_L1, ScriptedKind::Revoked},
    Name{"403"_L1, ScriptedKind::Forbidden},
    Name{"400"_L1, ScriptedKind::InvalidRequest},
    Name{"404"_L1, ScriptedKind::NotFound},
    Name{"413"_L1, ScriptedKind::TooLarge},
    Name{"422"_L1, ScriptedKind::Unprocessable},
    Name{"529"_L1, ScriptedKind::Overloaded},
    Name{"500"_L1, ScriptedKind::InternalError},
    Name{"html-502"_L1, ScriptedKind::HtmlBadGateway},
    Name{"redirect"_L1, ScriptedKind::Redirect},
    Name{"drop-before-head"_L1, ScriptedKind::DropBeforeHead},
    Name{"drop-mid-stream"_L1, ScriptedKind::DropMidStream},
    Name{"clean-end-mid-stream"_L1, ScriptedKind::CleanEndMidStream},
    Name{"slow-body"_L1, ScriptedKind::SlowBody},
    Name{"error-event"_L1, ScriptedKind::ErrorEvent},
    Name{"hang"_L1, ScriptedKind::Hang},
    Name{"429-not-included"_L1, ScriptedKind::UsageNotIncluded},
    Name{"402"_L1, ScriptedKind::PaymentRequired},
    Name{"403-deactivated"_L1, ScriptedKind::Deactivated},
    Name{"426"_L1, ScriptedKind::UpgradeRequired},
    Name{"503-capacity"_L1, ScriptedKind::ModelAtCapacity},
    Name{"foreign-content"_L1, ScriptedKind::ForeignContent},
    Name{"refresh-refused"_L1, ScriptedKind::RefreshRefused},
    Name{"response-failed"_L1, ScriptedKind::ResponseFailed},
    Name{"previous-response-not-found"_L1, ScriptedKind::PreviousResponseNotFound},
    Name{"connection-limit"_L1, ScriptedKind::ConnectionLimit},
    Name{"close"_L1, ScriptedKind::CloseSocket},
};

Result<ScriptedAnswer> parseAnswer(const QJsonObject &json)
{
    const QString name = json["kind"_L1].toString();
    const auto kind = std::ranges::find_if(kinds, [&](const Name &entry) { return name == entry.first; });
    if (kind == kinds.end())
        return failure(ErrorCode::InvalidInput, "unknown kind "_L1 + name);
    ScriptedAnswer answer = {.kind = kind->second};
    if (json.contains("retry_after"_L1))
        answer.retryAfter = json["retry_after"_L1].toInt();
    answer.resetsIn = seconds{json["resets_in"_L1].toInt(3600)};
    answer.code = json["code"_L1].toVariant().toString();
    if (json.contains("after"_L1))
        answer.after = json["after"_L1].toInt();
    return answer;
}

} // namespace

bool ScriptRule::matches(const IncomingRequest &request) const
{
    return (account == "*"_L1 || account == request.accountName())
        && (method.isEmpty() || method == request.head.method) && request.head.path().startsWith(pathPrefix);
}

Result<ScriptRule> ScriptRule::parse(const QJsonObject &json)
{
    const auto answer = parseAnswer(json["answer"_L1].toObject());
    if (!answer)
        return failure(answer.error());
    return ScriptRule{.account = json["account"_L1].toString(u"*"_s),
                      .method = json["method"_L1].toString().toUtf8(),
                      .pathPrefix = json["path"_L1].toString().toUtf8(),
                      .times = json["times"_L1].toInt(1),
                      .skip = json["skip"_L1].toInt(0),
                      .answer = *answer};
}

std::optional<ScriptedAnswer> SimulatorScript::take(const IncomingRequest &request)
{
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        ScriptRule &rule = m_rules[i];
        if (!rule.matches(request))
            continue;
        if (rule.skip > 0) {
            --rule.skip;
            continue;
        }
        const ScriptedAnswer answer = rule.answer;
        if (rule.times > 0 && --rule.times == 0)
            m_rules.removeAt(i);
        return answer;
    }
    return std::nullopt;
}

} // namespace sluice

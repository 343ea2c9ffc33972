// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/base/units.h"

#include <QtCore/QJsonObject>
#include <QtCore/QList>

#include <cstdint>
#include <optional>

namespace sluice {

//! What a test may make the simulator do instead of answering. The JSON names are in simulator_script.cpp.
enum class ScriptedKind : std::uint8_t {
    FiveHourLimit,
    WeeklyLimit,
    ModelLimit,
    Throttle,
    FastModeRefusal,
    Unauthorized,
    Revoked,
    Forbidden,
    InvalidRequest,
    NotFound,
    TooLarge,
    Unprocessable,
    Overloaded,
    InternalError,
    HtmlBadGateway,
    Redirect,
    DropBeforeHead,
    DropMidStream,
    CleanEndMidStream,
    SlowBody, //!< one event of the stream every 200 ms
    ErrorEvent, //!< `event: error` in the stream instead of its end
    Hang, //!< no answer until the client leaves
    // Codex's alone:
    UsageNotIncluded,
    PaymentRequired,
    Deactivated,
    UpgradeRequired,
    ModelAtCapacity,
    ForeignContent,
    RefreshRefused, //!< `code` says why
    ResponseFailed, //!< an event of the stream, with `code`
    PreviousResponseNotFound,
    ConnectionLimit,
    CloseSocket, //!< with the number `code`
};

struct ScriptedAnswer
{
    ScriptedKind kind = ScriptedKind::Throttle;
    std::optional<int> retryAfter = {}; //!< seconds, for the header
    seconds resetsIn = 1h;
    QString code = {};
    std::optional<int> after = {}; //!< refuses inside the stream, after so many text events; Codex alone
    bool operator==(const ScriptedAnswer &) const = default;
};

struct IncomingRequest;

//! One line of a script: for whom, for which requests, how often.
struct ScriptRule
{
    QString account = QStringLiteral("*");
    QByteArray method = {}; //!< empty: any; `WS` is a message on a WebSocket
    QByteArray pathPrefix = {};
    int times = 1; //!< -1 for ever
    int skip = 0; //!< matching requests that are answered as usual first
    ScriptedAnswer answer = {};

    bool matches(const IncomingRequest &request) const;
    static Result<ScriptRule> parse(const QJsonObject &json);
    bool operator==(const ScriptRule &) const = default;
};

//! The rules in force, oldest first.
class SimulatorScript
{
public:
    void append(const ScriptRule &rule) { m_rules.append(rule); }
    //! Takes one turn of the first rule that matches; nullopt: answer as usual.
    std::optional<ScriptedAnswer> take(const IncomingRequest &request);
    void clear() { m_rules.clear(); }

private:
    QList<ScriptRule> m_rules;
};

} // namespace sluice

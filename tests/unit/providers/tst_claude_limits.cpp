// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_limits.h"
#include "tests/unit/providers/captured.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr auto now = fromUnixMilliseconds(1'793'000'000'000);
constexpr auto fiveHourReset = fromUnixMilliseconds(1'793'003'600'000);
constexpr auto weeklyReset = fromUnixMilliseconds(1'793'050'000'000);
constexpr auto modelReset = fromUnixMilliseconds(1'793'060'000'000);

using Fields = QList<std::pair<QByteArray, QByteArray>>;

//! `unified:x` stands for `anthropic-ratelimit-unified-x`.
http::ResponseHead head(int status, const Fields &fields)
{
    http::ResponseHead result{.status = status};
    for (const auto &[name, value] : fields)
        result.headers.append(QByteArray(name).replace("unified:", "anthropic-ratelimit-unified-"), value);
    return result;
}

std::optional<Percent> fiveHourOf(const QByteArray &utilization)
{
    const auto report = claude::rateLimits(head(200, {{"unified:5h-utilization", utilization}}), now);
    return report.windows.isEmpty() ? std::nullopt : report.windows.first().utilization;
}

} // namespace

Q_DECLARE_METATYPE(sluice::Refusal)
Q_DECLARE_METATYPE(sluice::http::ResponseHead)

class TestClaudeLimits : public QObject
{
    Q_OBJECT

private slots:
    void readsWindowsOfAnAnswer()
    {
        const auto report = claude::rateLimits(capturedReply(u"claude/answer.http"_s).head, now);
        const QList<RateLimitWindow> expected{
            {WindowKind::FiveHour, 37_pct, fiveHourReset, now},
            {WindowKind::Weekly, 7_pct, weeklyReset + 500ms, now},
        };
        QCOMPARE(report.windows, expected);
        QVERIFY(report.scoped.isEmpty());
    }

    void readsScopedWindows()
    {
        const auto report = claude::rateLimits(capturedReply(u"claude/model_limit.http"_s).head, now);
        QCOMPARE(report.windows.size(), 2);
        QCOMPARE(report.windows.at(1).utilization, 61_pct);
        const QList<ScopedWindow> expected{
            {.scope = u"7d_oi"_s, .utilization = 100_pct, .resetsAt = modelReset}};
        QCOMPARE(report.scoped, expected);
    }

    void roundsUpToWholePercent()
    {
        QCOMPARE(fiveHourOf("0.07"), 7_pct); // 0.07 * 100 is 7.000000000000001
        QCOMPARE(fiveHourOf("0.605"), 61_pct);
        QCOMPARE(fiveHourOf("0.40"), 40_pct);
        QCOMPARE(fiveHourOf("0"), 0_pct);
        QCOMPARE(fiveHourOf("1"), 100_pct);
        QCOMPARE(fiveHourOf(" 1.25 "), 125_pct);
        QCOMPARE(fiveHourOf("0.290000"), 29_pct);
    }

    void ignoresWhatIsNoNumber()
    {
        for (const auto *text : {"", "abc", "-0.1", "nan", "inf", "0,5", "37", "1e99", "0.5x"})
            QVERIFY2(!fiveHourOf(text), text);
        for (const auto *text : {"", "0", "-5", "soon", "nan", "1e99", "1793000000000", "0x10"}) {
            const auto report = claude::rateLimits(head(200, {{"unified:7d-reset", text}}), now);
            QVERIFY2(report.isEmpty(), text);
        }
        QVERIFY(claude::rateLimits(head(200, {}), now).isEmpty());
        QVERIFY(claude::rateLimits(head(200, {{"unified:_oi", "x"}, {"unified:", "y"}}), now).isEmpty());
    }

    // NOLINTNEXTLINE(readability-function-size): one row for each refusal
    void judgesRefusals_data()
    {
        QTest::addColumn<http::ResponseHead>("response");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Refusal>("expected");

        const Refusal none{};
        const Refusal unauthorized{RefusalKind::Unauthorized, {}, {}};
        const Refusal throttle{RefusalKind::Throttle, {}, {}};
        const auto row = [](const char *name, const http::ResponseHead &response, const QByteArray &body,
                            const Refusal &expected) { QTest::newRow(name) << response << body << expected; };
        const auto weekly = capturedReply(u"claude/weekly_limit.http"_s);
        row("weekly limit", weekly.head, weekly.body,
            {RefusalKind::AccountLimit, now + 51811s, WindowKind::Weekly}); // retry-after ends last
        const auto fiveHour = capturedReply(u"claude/five_hour_limit.http"_s);
        row("five-hour limit", fiveHour.head, fiveHour.body,
            {RefusalKind::AccountLimit, fiveHourReset, WindowKind::FiveHour});
        const auto model = capturedReply(u"claude/model_limit.http"_s);
        row("model limit", model.head, model.body, {RefusalKind::ModelLimit, modelReset, {}});

        row("200", head(200, {}), "", none);
        row("400", head(400, {}), "", none);
        // Not a refusal that another account may be asked about: only 429, 401 and 403 are.
        const QByteArray noCredit =
            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
            "\"Your credit balance is too low to access the Anthropic API.\"}}";
        row("no credit", head(400, {}), noCredit, none);
        row("no credit, 402", head(402, {}), noCredit, none);
        row("529", head(529, {}), "", none);
        row("401", head(401, {}), "", unauthorized);
        row("403 forbidden", head(403, {}), "forbidden", none);
        row("403 revoked", head(403, {}),
            R"({"error":{"type":"permission_error","message":"OAuth token has been revoked. Sign in."}})",
            unauthorized);
        row("throttle", head(429, {}), "", throttle);
        row("throttle with wait", head(429, {{"Retry-After", "7"}}), "",
            {RefusalKind::Throttle, now + 7s, {}});
        row("allowed in every window",
            head(429, {{"unified:status", "allowed"}, {"unified:5h-utilization", "0.1"}}), "", throttle);
        row("fast mode without credits", head(429, {{"unified:status", "rejected"}}),
            R"({"error":{"type":"rate_limit_error","message":"Fast mode requires usage credits."}})",
            {RefusalKind::RequestProperty, {}, {}});
        row("status alone", head(429, {{"unified:status", "rejected"}, {"unified:reset", "1793003600"}}), "",
            {RefusalKind::AccountLimit, fiveHourReset, {}});
        row("claim in the short vocabulary",
            head(429, {{"unified:representative-claim", "7d"}, {"unified:7d-reset", "1793050000"}}), "",
            {RefusalKind::AccountLimit, weeklyReset, WindowKind::Weekly});
        row("claim in the long vocabulary",
            head(429, {{"unified:representative-claim", "five_hour"}, {"unified:5h-reset", "1793003600"}}),
            "", {RefusalKind::AccountLimit, fiveHourReset, WindowKind::FiveHour});
        row("claim of one model",
            head(429,
                 {{"unified:status", "rejected"},
                  {"unified:representative-claim", "seven_day_opus"},
                  {"unified:reset", "1793050000"}}),
            "", {RefusalKind::ModelLimit, weeklyReset, {}});
        row("older status", head(429, {{"unified:status", "rate_limited"}}), "",
            {RefusalKind::AccountLimit, {}, {}});
        row("reset already past",
            head(429, {{"unified:5h-status", "rejected"}, {"unified:5h-reset", "1792999999"}}), "",
            {RefusalKind::AccountLimit, {}, WindowKind::FiveHour});
        row("both windows full",
            head(429,
                 {{"unified:5h-status", "rejected"},
                  {"unified:5h-reset", "1793003600"},
                  {"unified:7d-status", "rejected"},
                  {"unified:7d-reset", "1793050000"},
                  {"unified:7d_oi-status", "rejected"}}),
            "", {RefusalKind::AccountLimit, weeklyReset, WindowKind::Weekly});
        row("garbage", head(429, {{"unified:5h-status", "rejected"}, {"unified:5h-reset", "soon"}}), "\xff{",
            {RefusalKind::AccountLimit, {}, WindowKind::FiveHour});
    }

    void judgesRefusals()
    {
        QFETCH(const http::ResponseHead, response);
        QFETCH(const QByteArray, body);
        QFETCH(const Refusal, expected);
        const auto seen = claude::refusal(response, body, now);
        QCOMPARE(seen.kind, expected.kind);
        QCOMPARE(seen.window, expected.window);
        QCOMPARE(seen.until, expected.until);
    }
};

QTEST_APPLESS_MAIN(TestClaudeLimits)
#include "tst_claude_limits.moc"

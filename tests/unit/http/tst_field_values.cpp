// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/field_values.h"

#include <QtTest/QTest>

using namespace sluice;

namespace {

constexpr auto now = fromUnixMilliseconds(1'793'000'000'000); // 2026-10-26 07:33:20 UTC

} // namespace

class TestFieldValues : public QObject
{
    Q_OBJECT

private slots:
    void readsTheWaitInEveryForm()
    {
        const auto wait = [](const char *name, const char *value) {
            return http::retryAfter({{name, value}}, now);
        };
        QCOMPARE(wait("Retry-After", "30"), 30s);
        QCOMPARE(wait("retry-after-ms", "1500"), 1500ms);
        QCOMPARE(wait("Retry-After", "0.5"), 500ms);
        QCOMPARE(wait("Retry-After", "Mon, 26 Oct 2026 07:34:20 GMT"), 1min);
        for (const auto *value : {"", "0", "-1", "later", "Mon, 26 Oct 2026 07:33:00 GMT", "Mon, 99 Oct"})
            QVERIFY2(!wait("Retry-After", value), value);
        QVERIFY(wait("Retry-After", "1e300") < 24h * 400);
    }

    void readsNumbers()
    {
        QCOMPARE(http::numberValue("0"), 0.0);
        QCOMPARE(http::numberValue("38.5"), 38.5);
        for (const auto *text : {"", "-1", "nan", "inf", "1e999", "0x10", "38 %"})
            QVERIFY2(!http::numberValue(text), text);
    }
};

QTEST_APPLESS_MAIN(TestFieldValues)
#include "tst_field_values.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/logging.h"

#include <QtCore/QDateTime>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestLogField : public QObject
{
    Q_OBJECT

private slots:
    void isQuotedOnlyWhereItHasToBe_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("field");
        QTest::newRow("plain") << u"work"_s << u"account=work"_s;
        QTest::newRow("a path") << u"/tmp/x/config.json"_s << u"account=/tmp/x/config.json"_s;
        QTest::newRow("empty") << QString() << u"account=\"\""_s;
        QTest::newRow("a space") << u"highest score"_s << u"account=\"highest score\""_s;
        QTest::newRow("an equals sign") << u"a=b"_s << u"account=\"a=b\""_s;
        QTest::newRow("a quote") << u"a\"b"_s << u"account=\"a\\\"b\""_s;
        QTest::newRow("a backslash and a space") << u"a\\ b"_s << u"account=\"a\\\\ b\""_s;
        QTest::newRow("an escape sequence") << u"\x1b]0;x\x07"_s << u"account=\" ]0;x \""_s;
        QTest::newRow("what a line loses") << u"a\x7fz"_s << u"account=\"a z\""_s;
    }

    void isQuotedOnlyWhereItHasToBe()
    {
        QFETCH(const QString, value);
        QFETCH(const QString, field);
        QCOMPARE(logField("account"_L1, value), field);
    }

    void aLineIsOneAndSteersNoTerminal_data()
    {
        QTest::addColumn<LogFormat>("format");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("text") << LogFormat::Text
                              << QByteArray("2026-01-31T12:00:00.123Z info gateway a b  ]0;x   31m c");
        QTest::newRow("JSON") << LogFormat::Json
                              << QByteArray("{\"category\":\"gateway\",\"level\":\"info\",\"message\":\"a b  "
                                            "]0;x   31m c\",\"time\":\"2026-01-31T12:00:00.123Z\"}");
    }

    void aLineIsOneAndSteersNoTerminal()
    {
        QFETCH(const LogFormat, format);
        const auto time = QDateTime::fromString(u"2026-01-31T12:00:00.123Z"_s, Qt::ISODateWithMs);
        const auto message = u"a\nb \x1b]0;x\x07 \u009b31m\u202ec"_s;
        QTEST(logLine(format, QtInfoMsg, "gateway"_L1, time, message), "line");
    }

    void aNumberIsPlain() { QCOMPARE(logField("exchange"_L1, 9), u"exchange=9"_s); }
};

QTEST_GUILESS_MAIN(TestLogField)
#include "tst_log_field.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/model_name.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestModelName : public QObject
{
    Q_OBJECT

private slots:
    void readsTheModel_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("expected");
        const QByteArray escaped = "\\u0061";
        QTest::newRow("plain") << QByteArray("\"claude-opus-5-5[1m]\"") << u"claude-opus-5-5[1m]"_s;
        QTest::newRow("with a space") << QByteArray("\"my model\"") << u"my model"_s;
        QTest::newRow("escaped") << QByteArray("\"gpt-\\u0035\"") << u"gpt-5"_s;
        QTest::newRow("as long as may be") << '"' + QByteArray(256, 'x') + '"' << QString(256, u'x');
        QTest::newRow("that long, all escaped") << '"' + escaped.repeated(256) + '"' << QString(256, u'a');
        QTest::newRow("too long") << '"' + QByteArray(257, 'x') + '"' << QString();
        QTest::newRow("too long, all escaped") << '"' + escaped.repeated(257) + '"' << QString();
        QTest::newRow("megabytes") << '"' + QByteArray(20'000'000, 'x') + '"' << QString();
        QTest::newRow("for a terminal") << QByteArray("\"\\u001b]0;title\\u0007\"") << QString();
        QTest::newRow("a line break") << QByteArray("\"a\\nb\"") << QString();
        QTest::newRow("DEL") << QByteArray("\"a\x7f\"") << QString();
        QTest::newRow("beyond ASCII") << QByteArray("\"mod\\u00e8le\"") << QString();
        QTest::newRow("text turned round") << QByteArray("\"a\\u202eb\"") << QString();
        QTest::newRow("a number") << QByteArray("5") << QString();
        QTest::newRow("nothing") << QByteArray("\"\"") << QString();
    }
    void readsTheModel()
    {
        QFETCH(const QByteArray, value);
        const auto body = "{\"model\":" + value + '}';
        const auto members = jsonMembers(body);
        QVERIFY(members);
        QTEST(validModel(*members), "expected");
    }

    void noneIsNone() { QCOMPARE(validModel({}), QString()); }
};

QTEST_APPLESS_MAIN(TestModelName)
#include "tst_model_name.moc"

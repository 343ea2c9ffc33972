// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/json_members.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

QByteArray randomString(QRandomGenerator &random, int brokenPercent)
{
    static const QByteArrayList pieces{"a",        "plain text of some length",
                                       "\\\"",     "\\\\",
                                       "\\n",      "\\u00e9",
                                       "\xc3\xa9", "\"",
                                       "\\",       "\x01",
                                       "{",        "\\ud83d\\ude00",
                                       "}",        "]"};
    QByteArray text = "\"";
    for (auto left = random.bounded(6); left > 0; --left)
        text += pieces.at(random.bounded(100) >= brokenPercent ? random.bounded(7)
                                                               : random.bounded(int(pieces.size())));
    return text + '"';
}

QByteArray randomValue(QRandomGenerator &random, int depth, int brokenPercent)
{
    static const QByteArrayList plain{"0", "-1", "12.5e3", "1E-2", "true", "false", "null", "-0.0", " 7 "};
    static const QByteArrayList broken{"01", "1.", ".5", "-", "tru", "nul", "1e", "+1", "", "NaN"};
    const auto kind = random.bounded(100);
    if (kind < brokenPercent)
        return broken.at(random.bounded(int(broken.size())));
    if (kind < 30 || depth > 4)
        return plain.at(random.bounded(int(plain.size())));
    if (kind < 60)
        return randomString(random, brokenPercent);
    QByteArrayList parts;
    const bool isObject = kind < 80;
    for (auto left = random.bounded(4); left > 0; --left)
        parts.append((isObject ? randomString(random, brokenPercent) + " :" : QByteArray())
                     + randomValue(random, depth + 1, brokenPercent));
    const auto inside = parts.join(random.bounded(2) ? "," : " ,\n\t");
    return isObject ? '{' + inside + '}' : '[' + inside + ']';
}

} // namespace

class TestJsonMembers : public QObject
{
    Q_OBJECT

private slots:
    void readsMembers()
    {
        const QByteArray text = " { \"model\" : \"m\" , \"metadata\":{\"user_id\":\"x}\\\"\"}, "
                                "\"n\":[1,{\"model\":2}],\"e\":{}, \"s\" :-1.5e+3 } ";
        const auto members = jsonMembers(text);
        QVERIFY(members);
        QCOMPARE(members->size(), 5);
        QCOMPARE(jsonValue(*members, "model").toByteArray(), QByteArray("\"m\""));
        QCOMPARE(jsonValue(*members, "metadata").toByteArray(), QByteArray("{\"user_id\":\"x}\\\"\"}"));
        QCOMPARE(jsonValue(*members, "s").toByteArray(), QByteArray("-1.5e+3"));
        QVERIFY(jsonValue(*members, "none").isEmpty());
    }

    void lastOfEqualNamesCounts()
    {
        const QByteArray text = "{\"model\":1,\"mod\\u0065l\":2}";
        const auto members = jsonMembers(text);
        QVERIFY(members);
        QCOMPARE(jsonValue(*members, "model").toByteArray(), QByteArray("2"));
    }

    void readsTheMembersBeforeACut()
    {
        const QByteArray text = "{\"model\":\"m\",\"n\":12,\"input\":[{\"a\":1},2],\"z\":true}";
        const auto whole = *jsonMembers(text);
        for (qsizetype cut = 0; cut < text.size(); ++cut) {
            const auto start = text.first(cut);
            const auto members = leadingJsonMembers(start);
            QVERIFY(members.size() <= whole.size());
            for (qsizetype i = 0; i < members.size(); ++i) {
                QCOMPARE(members[i].name.toByteArray(), whole[i].name.toByteArray());
                QCOMPARE(members[i].value.toByteArray(), whole[i].value.toByteArray());
            }
        }
        QCOMPARE(leadingJsonMembers(text.chopped(12)).size(), 2); // in the middle of the input
        QVERIFY(leadingJsonMembers("[1]").isEmpty());
    }

    void refusesWhatIsNoObject_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArrayList rows{"",
                                  "  ",
                                  "[]",
                                  "1",
                                  "{",
                                  "{\"a\"}",
                                  "{\"a\":}",
                                  "{\"a\":1,}",
                                  "{\"a\":1}x",
                                  "{\"a\":\"\\x\"}",
                                  "{,}",
                                  "{\"a\":\"\n\"}",
                                  "{a:1}",
                                  "{\"a\":\"",
                                  "{\"a\":\"\\u12g4\"}",
                                  "{\"a\":1 2}",
                                  "{\"a\":[1,]}",
                                  "{\"a\":[1}",
                                  "{\"a\":00}",
                                  "{\"a\":\"\\"};
        for (const auto &row : rows)
            QTest::newRow(row.constData()) << row;
    }

    void refusesWhatIsNoObject()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(!jsonMembers(text));
    }

    void nestsAsDeepAsQt()
    {
        for (const int depth : {1000, 1023, 1024, 1025, 2000, 1000000}) {
            const auto text = "{\"a\":" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
            QCOMPARE(jsonMembers(text).has_value(), depth <= 1024);
            if (depth < 3000)
                QCOMPARE(!QJsonDocument::fromJson(text).isNull(), depth <= 1024);
        }
    }

    void agreesWithQt()
    {
        QRandomGenerator random(20261122);
        int accepted = 0;
        for (int round = 0; round < 20000; ++round) {
            const int brokenPercent = round % 2 * 3;
            auto text = randomValue(random, 0, brokenPercent);
            if (brokenPercent > 0 && random.bounded(20) == 0 && !text.isEmpty())
                text[random.bounded(int(text.size()))] = char(random.bounded(0x20, 0x7f));
            if (brokenPercent > 0 && random.bounded(20) == 0)
                text.truncate(random.bounded(int(text.size()) + 1));
            const auto document = QJsonDocument::fromJson(text);
            const auto members = jsonMembers(text);
            // Qt lets some broken escapes and numbers through; what is sound must pass here too.
            QVERIFY2(!members || document.isObject(), text.constData());
            QVERIFY2(members || brokenPercent > 0 || !document.isObject(), text.constData());
            if (!members)
                continue;
            ++accepted;
            const auto object = document.object();
            for (auto at = object.begin(); at != object.end(); ++at) {
                const auto value = jsonValue(*members, at.key().toUtf8()).toByteArray();
                const auto parsed = QJsonDocument::fromJson('[' + value + ']').array();
                QVERIFY2(!parsed.isEmpty() && parsed.first() == at.value(), text.constData());
            }
        }
        QVERIFY(accepted > 1000);
    }

    void decodesStrings()
    {
        QCOMPARE(jsonString("\"a\\u00e9\\n\""), u"a\u00e9\n"_s);
        QVERIFY(!jsonString("1"));
        QVERIFY(!jsonString(""));
        QVERIFY(!jsonString("\"a\",\"b\""));
        QVERIFY(!jsonString("\"\xff\""));
    }

    void listsElements_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("elements");
        QTest::newRow("none") << QByteArray(" [ ] ") << QByteArrayList{};
        QTest::newRow("several") << QByteArray("[1, [2,3] ,{\"a\":\"]\"},\n\"x,\"]")
                                 << QByteArrayList{"1", "[2,3]", "{\"a\":\"]\"}", "\"x,\""};
    }

    void listsElements()
    {
        QFETCH(const QByteArray, text);
        const auto found = jsonElements(text);
        QVERIFY(found);
        QByteArrayList elements;
        for (const auto &element : *found)
            elements.append(element.toByteArray());
        QTEST(elements, "elements");
    }

    void whatIsNoArrayHasNoElements()
    {
        for (const char *text : {"", "[", "[1", "[1,]", "[1]x", "{}", "1", "[1 2]"})
            QVERIFY2(!jsonElements(text), text);
    }
};

QTEST_APPLESS_MAIN(TestJsonMembers)
#include "tst_json_members.moc"

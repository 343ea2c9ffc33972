// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/json_changes.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

QJsonObject objectIn(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

//! A small generator, so that every run tries the same files.
class Dice
{
public:
    explicit Dice(quint32 seed) : m_state(seed) { }
    quint32 operator()(quint32 bound)
    {
        m_state = m_state * 1664525 + 1013904223;
        return (m_state >> 16) % bound;
    }
    template <typename T>
    T oneOf(const QList<T> &choices)
    {
        return choices.at((*this)(static_cast<quint32>(choices.size())));
    }

private:
    quint32 m_state;
};

QByteArray space(Dice &dice)
{
    return dice.oneOf<QByteArray>({"", "", " ", "\n", "\r\n  ", "\t", "\n    "});
}

//! A member's name, which tells nothing apart from another spelling of it.
QByteArray name(Dice &dice, quint32 number)
{
    const auto digits = QByteArray::number(number);
    return dice(4) == 0 ? "\"\\u006b" + digits + '"' : "\"k" + digits + '"';
}

//! Some text of a value, as a person might have spelt it.
QByteArray valueText(Dice &dice, int depth)
{
    if (depth == 0 || dice(3) == 0)
        return dice.oneOf<QByteArray>({"1", "1.10", "-2.50e3", "12345678901234567890", "true", "null",
                                       "\"x\"", "\"\\\"},{\\\\\"", "\"\\u00e4\\/\"", "\"\xc3\xa4\"", "[]",
                                       "{ }", "0.1000"});
    const bool isObject = dice(2) == 0;
    QByteArray result(isObject ? "{" : "[");
    const auto count = dice(5);
    for (quint32 i = 0; i < count; ++i) {
        result += (i > 0 ? "," : "") + space(dice);
        if (isObject) // now and then one that was there before
            result += name(dice, dice(6) == 0 ? 0 : i) + space(dice) + ':' + space(dice);
        result += valueText(dice, depth - 1) + space(dice);
    }
    return result + (isObject ? '}' : ']');
}

QByteArray documentText(Dice &dice)
{
    QByteArray result = space(dice) + '{' + space(dice) + "\"first\": 1.10" + space(dice);
    for (quint32 i = 0; i < dice(5); ++i)
        result += ',' + space(dice) + name(dice, i) + space(dice) + ':' + space(dice) + valueText(dice, 3)
            + space(dice);
    return result + '}' + space(dice);
}

QJsonValue otherValue(Dice &dice)
{
    return dice.oneOf<QJsonValue>({1, 2.5, true, QJsonValue::Null, u"y\"\n"_s, QJsonArray{},
                                   QJsonArray{1, QJsonObject{{u"n"_s, 1}}}, QJsonObject{},
                                   QJsonObject{{u"a"_s, QJsonArray{u"b"_s}}, {u"c"_s, 1}}});
}

QJsonValue otherwise(Dice &dice, const QJsonValue &value);

QJsonObject otherObject(Dice &dice, QJsonObject object)
{
    const auto keys = object.keys();
    for (const auto &key : keys) {
        if (dice(6) == 0)
            object.remove(key);
        else if (dice(3) == 0)
            object.insert(key, otherwise(dice, object.value(key)));
    }
    if (dice(3) == 0)
        object.insert(u"k%1"_s.arg(dice(9)), otherValue(dice));
    return object;
}

QJsonArray otherArray(Dice &dice, QJsonArray array)
{
    for (qsizetype i = array.size() - 1; i >= 0; --i) {
        if (dice(6) == 0)
            array.removeAt(i);
        else if (dice(4) == 0)
            array.replace(i, otherwise(dice, array.at(i)));
        else if (dice(8) == 0)
            array.insert(i, otherValue(dice));
    }
    if (dice(4) == 0)
        array.append(otherValue(dice));
    return array;
}

QJsonValue otherwise(Dice &dice, const QJsonValue &value)
{
    if (value.isObject())
        return otherObject(dice, value.toObject());
    if (value.isArray())
        return otherArray(dice, value.toArray());
    return otherValue(dice);
}

constexpr auto accounts = "{\r\n"
                          "\t\"users\": [],\r\n"
                          "\t\"accounts\": [\r\n"
                          "\t\t{\"id\": \"b\", \"weight\": 1.10},\r\n"
                          "\t\t{\"id\": \"a\", \"weight\": 1.20},\r\n"
                          "\t\t{\"id\": \"c\", \"weight\": 1.30}\r\n"
                          "\t],\r\n"
                          "\t\"big\": 12345678901234567890\r\n"
                          "}\r\n";

} // namespace

class TestJsonChanges : public QObject
{
    Q_OBJECT

private slots:
    void changesOnlyWhatDiffers_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("values");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *title, const char *before, const char *values, const char *after) {
            QTest::newRow(title) << QByteArray(before) << QByteArray(values) << QByteArray(after);
        };
        row("order", "{\"z\":1,\"a\":2,\"m\":3}", "{\"z\":1,\"a\":9,\"m\":3}", "{\"z\":1,\"a\":9,\"m\":3}");
        row("numbers",
            "{\"a\":1.10,\"b\":12345678901234567890,\"c\":1E2,\"d\":0.1000000000000000055,\"e\":1}",
            "{\"a\":1.1,\"b\":12345678901234567890,\"c\":100,\"d\":0.1,\"e\":2}",
            "{\"a\":1.10,\"b\":12345678901234567890,\"c\":1E2,\"d\":0.1000000000000000055,\"e\":2}");
        row("escapes", "{\"\\u0061\":\"\\u00e4\\/\",\"e\":1}", "{\"a\":\"\xc3\xa4/\",\"e\":2}",
            "{\"\\u0061\":\"\\u00e4\\/\",\"e\":2}");
        row("escaped name", "{\"\\u0061\" : 1}", "{\"a\":2}", "{\"\\u0061\" : 2}");
        row("nested", "{ \"a\": { \"c\": 1.10, \"b\": [ 1.0, {\"y\":2} ] } }",
            "{\"a\":{\"c\":1.1,\"b\":[1,{\"y\":3}]}}",
            "{ \"a\": { \"c\": 1.10, \"b\": [ 1.0, {\"y\":3} ] } }");
        row("another kind of value", "{\"a\": [1], \"b\": 1.0}", "{\"a\":{\"x\":[1,2]},\"b\":1}",
            "{\"a\": {\"x\": [1, 2]}, \"b\": 1.0}");
        row("twice: the last counts", "{\"a\":1,\"a\":2}", "{\"a\":3}", "{\"a\":1,\"a\":3}");
        row("twice: both go", "{\"a\":1,\"b\":0,\"\\u0061\":2}", "{\"b\":0}", "{\"b\":0}");
        row("byte order mark", "\xef\xbb\xbf{\"a\":1}", "{\"a\":2}", "\xef\xbb\xbf{\"a\":2}");
        row("around it", " \n{\"a\":1}\n\n", "{\"a\":2}", " \n{\"a\":2}\n\n");
        row("no line end at the end", "{\n\"a\": 1\n}", "{\"a\":2}", "{\n\"a\": 2\n}");
        row("look-alikes", "{\"x\":\"\\\"a\\\":[{\",\"a\":1}", "{\"x\":\"\\\"a\\\":[{\",\"a\":2}",
            "{\"x\":\"\\\"a\\\":[{\",\"a\":2}");
    }

    void changesOnlyWhatDiffers() { compareRow(); }

    void addsMembers_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("values");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *title, const char *before, const char *values, const char *after) {
            QTest::newRow(title) << QByteArray(before) << QByteArray(values) << QByteArray(after);
        };
        row("to nothing", "", "{\"a\":1}", "{\n    \"a\": 1\n}\n");
        row("to white space", " \n", "{\"a\":1}", "{\n    \"a\": 1\n}\n");
        row("to an empty file's object", "{}\n", "{\"a\":{\"b\":1}}",
            "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n");
        row("to an empty object", "{\n\t\"a\": {}\n}", "{\"a\":{\"b\":1}}",
            "{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}");
        row("compact", "{\"z\":1,\"a\":{}}", "{\"z\":1,\"a\":{\"c\":1,\"b\":[1,2]},\"m\":{\"n\":null}}",
            "{\"z\":1,\"a\":{\"b\":[1,2],\"c\":1},\"m\":{\"n\":null}}");
        row("one line, spaced", "{\"z\": 1}", "{\"z\":1,\"a\":{\"b\":[1,2]}}",
            "{\"z\": 1, \"a\": {\"b\": [1, 2]}}");
        row("one line, padded", "{ \"z\": 1 }", "{\"z\":1,\"a\":2}", "{ \"z\": 1, \"a\": 2 }");
        row("CRLF and tabs", "{\r\n\t\"z\" : 1\r\n}\r\n", "{\"z\":1,\"a\":[true]}",
            "{\r\n\t\"z\" : 1,\r\n\t\"a\" : [\r\n\t\ttrue\r\n\t]\r\n}\r\n");
        row("among neighbours on a line", "{\n  \"z\": {\"y\": 1}\n}", "{\"z\":{\"y\":1,\"x\":{\"w\":2}}}",
            "{\n  \"z\": {\"y\": 1, \"x\": {\"w\": 2}}\n}");
        row("several at once", "{\n  \"z\": 1\n}", "{\"z\":1,\"b\":{},\"a\":[]}",
            "{\n  \"z\": 1,\n  \"a\": [],\n  \"b\": {}\n}");
        row("a name with a quote", "{\"z\":1}", "{\"z\":1,\"a\\\"\\n\":\"\\u0001\"}",
            "{\"z\":1,\"a\\\"\\n\":\"\\u0001\"}");
    }

    void addsMembers() { compareRow(); }

    void removesMembers_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("values");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *title, const char *values, const char *after) {
            const QByteArray before("{\"o\": {\n  \"c\": 1.0,\n  \"a\": 2.0, \"b\": 3.0\n}}");
            QTest::newRow(title) << before << QByteArray(values) << QByteArray(after);
        };
        row("first", "{\"o\":{\"a\":2,\"b\":3}}", "{\"o\": {\n  \"a\": 2.0, \"b\": 3.0\n}}");
        row("middle", "{\"o\":{\"c\":1,\"b\":3}}", "{\"o\": {\n  \"c\": 1.0, \"b\": 3.0\n}}");
        row("last", "{\"o\":{\"c\":1,\"a\":2}}", "{\"o\": {\n  \"c\": 1.0,\n  \"a\": 2.0\n}}");
        row("all", "{\"o\":{}}", "{\"o\": {}}");
        row("the object itself", "{}", "{}");
        row("all, for another", "{\"o\":{\"d\":4}}", "{\"o\": {\n  \"d\": 4\n}}");
        row("last, for another", "{\"o\":{\"c\":1,\"a\":2,\"d\":4}}",
            "{\"o\": {\n  \"c\": 1.0,\n  \"a\": 2.0, \"d\": 4\n}}");
        QTest::newRow("first on one line")
            << QByteArray("{\"a\": 1, \"b\": 2}") << QByteArray("{\"b\":2}") << QByteArray("{\"b\": 2}");
    }

    void removesMembers() { compareRow(); }

    void changesArrays_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("values");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *title, const char *before, const char *values, const char *after) {
            QTest::newRow(title) << QByteArray(before) << QByteArray(values) << QByteArray(after);
        };
        row("in place", "{\"a\": [1.0, 2.0, 3.0]}", "{\"a\":[1,5,3]}", "{\"a\": [1.0, 5, 3.0]}");
        row("one more", "{\"a\": [80]}", "{\"a\":[80,95]}", "{\"a\": [80, 95]}");
        row("one more, compact", "{\"a\":[80]}", "{\"a\":[80,95]}", "{\"a\":[80,95]}");
        row("one more on lines", "{\n\"a\": [\n 1.0\n]}", "{\"a\":[1,2]}", "{\n\"a\": [\n 1.0,\n 2\n]}");
        row("one less", "{\"a\": [1.0, 2.0 , 3.0 ]}", "{\"a\":[1,2]}", "{\"a\": [1.0, 2.0 ]}");
        row("none left", "{\"a\": [1.0, 2.0]}", "{\"a\":[]}", "{\"a\": []}");
        row("out of the middle", "{\"a\": [1.0, 2.0, 3.0]}", "{\"a\":[1,3]}", "{\"a\": [1.0, 3.0]}");
        row("off the front", "{\"a\": [1.0, 2.0, 3.0]}", "{\"a\":[2,3]}", "{\"a\": [2.0, 3.0]}");
        row("at the front", "{\"a\": [1.0, 2.0]}", "{\"a\":[0,1,2]}", "{\"a\": [0, 1.0, 2.0]}");
        row("several out of it", "{\"a\":[\"\\u0061\",\"b\",\"\\u0061\",\"\\u0063\"]}",
            "{\"a\":[\"b\",\"c\"]}", "{\"a\":[\"b\",\"\\u0063\"]}");
        row("filled", "{\n  \"a\": []\n}", "{\"a\":[1,2]}", "{\n  \"a\": [\n    1,\n    2\n  ]\n}");
        row("an object like the one before it", "{\n  \"a\": [{\n    \"x\": 1.0\n  }]\n}",
            "{\"a\":[{\"x\":1},{\"y\":2}]}", "{\n  \"a\": [{\n    \"x\": 1.0\n  }, {\n    \"y\": 2\n  }]\n}");
    }

    void changesArrays() { compareRow(); }

    //! What Sluice does most: one account is switched, taken out, or comes in.
    void theOtherAccountsKeepTheirLines()
    {
        const QByteArray before(accounts);
        auto root = objectIn(before);
        auto list = root.value(u"accounts"_s).toArray();
        auto changed = list;
        changed.replace(1, QJsonObject{{u"id"_s, u"a"_s}, {u"weight"_s, 1.2}, {u"enabled"_s, false}});
        root.insert(u"accounts"_s, changed);
        QCOMPARE(withJsonChanges(before, root).value_or({}),
                 QByteArray(before).replace("1.20}", "1.20, \"enabled\": false}"));

        changed = list;
        changed.removeAt(1);
        root.insert(u"accounts"_s, changed);
        QCOMPARE(withJsonChanges(before, root).value_or({}),
                 QByteArray(before).replace("\t\t{\"id\": \"a\", \"weight\": 1.20},\r\n", ""));

        changed = list;
        changed.append(QJsonObject{{u"id"_s, u"d"_s}, {u"owner"_s, QJsonObject{{u"email"_s, u"d@e"_s}}}});
        root.insert(u"accounts"_s, changed);
        QCOMPARE(withJsonChanges(before, root).value_or({}),
                 QByteArray(before).replace(
                     "1.30}\r\n", "1.30},\r\n\t\t{\"id\": \"d\", \"owner\": {\"email\": \"d@e\"}}\r\n"));
    }

    void refusesWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("comment") << QByteArray("{ // mine\n}");
        QTest::newRow("trailing comma") << QByteArray("{\"a\":1,}");
        QTest::newRow("cut off") << QByteArray("{\"a\":{\"b\":\"x");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("two documents") << QByteArray("{}{}");
        QTest::newRow("a number beyond all") << QByteArray("{\"a\":1e400}");
        QTest::newRow("no UTF-8") << QByteArray("{\"a\":\"\xff\"}");
        QTest::newRow("too deep") << "{\"a\":" + QByteArray(1024, '[') + QByteArray(1024, ']') + '}';
        QTest::newRow("much too deep") << "{\"a\":" + QByteArray(1'000'000, '[');
    }

    void refusesWhatItCannotRead()
    {
        QFETCH(const QByteArray, json);
        const auto result = withJsonChanges(json, {{u"b"_s, 1}});
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    }

    void goesAsDeepAsItCanRead()
    {
        constexpr int deep = 1000;
        const auto nested = [](const QByteArray &innermost) {
            return QByteArray("{\"a\":").repeated(deep) + innermost + QByteArray(deep, '}');
        };
        QCOMPARE(withJsonChanges(nested("1.0"), objectIn(nested("2"))).value_or({}), nested("2"));
    }

    //! Whatever the file and the change: the values are as wanted, and no change is no change.
    void saysWhatItShouldSay()
    {
        Dice dice(11);
        for (int i = 0; i < 2000; ++i) {
            const auto before = documentText(dice);
            const auto values = objectIn(before);
            QCOMPARE(withJsonChanges(before, values).value_or({}), before);
            const auto changed = otherObject(dice, values);
            const auto after = withJsonChanges(before, changed);
            QVERIFY2(after, before.constData());
            QVERIFY2(objectIn(*after) == changed, (before + "\n->\n" + *after).constData());
            if (changed.value(u"first"_s) == values.value(u"first"_s))
                QVERIFY2(after->contains("\"first\": 1.10"), after->constData());
        }
    }

    //! Whatever is in a member, it keeps its text while its neighbours change, come and go.
    void keepsTheTextOfWhatStays()
    {
        Dice dice(23);
        for (int i = 0; i < 1000; ++i) {
            const auto kept = "\"kept\"" + space(dice) + ':' + space(dice) + valueText(dice, 3);
            auto before = documentText(dice);
            before.insert(before.indexOf('{') + 1, space(dice) + kept + ',');
            before.insert(before.lastIndexOf('}'), ",\"list\": [1, {" + kept + "}, 2]");
            const auto values = objectIn(before);
            auto changed = otherObject(dice, values);
            changed.insert(u"kept"_s, values.value(u"kept"_s));
            auto list = values.value(u"list"_s).toArray();
            list.replace(0, -1);
            list.append(otherValue(dice));
            changed.insert(u"list"_s, list);
            const auto after = withJsonChanges(before, changed).value_or({});
            QVERIFY2(objectIn(after) == changed, (before + "\n->\n" + after).constData());
            QVERIFY2(after.count(kept) >= 2, (before + "\n->\n" + after).constData());
        }
    }

private:
    static void compareRow()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, values);
        QFETCH(const QByteArray, after);
        QVERIFY(QJsonDocument::fromJson(values).isObject());
        QCOMPARE(withJsonChanges(before, objectIn(values)).value_or({}), after);
        QVERIFY(objectIn(after) == objectIn(values));
        QCOMPARE(withJsonChanges(after, objectIn(values)).value_or({}), after);
    }
};

QTEST_APPLESS_MAIN(TestJsonChanges)
#include "tst_json_changes.moc"

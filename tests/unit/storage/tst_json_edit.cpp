// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/json_edit.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

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

private:
    quint32 m_state;
};

QByteArray space(Dice &dice)
{
    static const QList<QByteArray> spaces = {"", "", " ", "\n", "\r\n  ", "\t", "\n    "};
    return spaces.at(dice(static_cast<quint32>(spaces.size())));
}

QByteArray object(Dice &dice, int depth, bool withEnv);

QByteArray value(Dice &dice, int depth)
{
    static const QList<QByteArray> plain = {
        "1",  "-2.50e3",          "true", "null", "\"x\"", "\"\\\"},{\\\\\"", "\"\xc3\xa4\"",
        "[]", "[1, {\"a\":[]} ]", "1.0"};
    if (depth > 0 && dice(3) == 0)
        return object(dice, depth - 1, false);
    return plain.at(dice(static_cast<quint32>(plain.size())));
}

QByteArray object(Dice &dice, int depth, bool withEnv)
{
    QList<QByteArray> members;
    const auto count = dice(4);
    for (quint32 i = 0; i < count; ++i)
        members.append("\"k" + QByteArray::number(i) + '"' + space(dice) + ':' + space(dice)
                       + value(dice, depth));
    if (withEnv)
        members.insert(dice(count + 1), "\"env\"" + space(dice) + ':' + space(dice) + object(dice, 0, false));
    QByteArray result = "{";
    for (qsizetype i = 0; i < members.size(); ++i)
        result += (i > 0 ? "," : "") + space(dice) + members.at(i) + space(dice);
    return result + (members.isEmpty() ? space(dice) : QByteArray()) + '}';
}

} // namespace

class TestJsonEdit : public QObject
{
    Q_OBJECT

private slots:
    void setsOneMember_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const char *before, const char *after) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after);
        };
        row("empty", "{}", "{\n  \"env\": {\n    \"A\": \"v\"\n  }\n}");
        row("empty, line end", "{}\n", "{\n  \"env\": {\n    \"A\": \"v\"\n  }\n}\n");
        row("one line", "{\"x\":1}", "{\"x\":1,\"env\":{\"A\":\"v\"}}");
        row("one line, spaced", "{ \"x\": 1, \"y\": 2 }", "{ \"x\": 1, \"y\": 2, \"env\": {\"A\": \"v\"} }");
        row("two spaces", "{\n  \"x\": 1\n}\n", "{\n  \"x\": 1,\n  \"env\": {\n    \"A\": \"v\"\n  }\n}\n");
        row("tabs and CRLF", "{\r\n\t\"x\": 1\r\n}\r\n",
            "{\r\n\t\"x\": 1,\r\n\t\"env\": {\r\n\t\t\"A\": \"v\"\r\n\t}\r\n}\r\n");
        row("env empty", "{\n  \"env\": {},\n  \"x\": 1\n}",
            "{\n  \"env\": {\n    \"A\": \"v\"\n  },\n  \"x\": 1\n}");
        row("env on one line", "{\n  \"env\": { \"B\": \"w\" }\n}",
            "{\n  \"env\": { \"B\": \"w\", \"A\": \"v\" }\n}");
        row("env with others", "{\n  \"env\": {\n    \"B\": \"w\"\n  }\n}",
            "{\n  \"env\": {\n    \"B\": \"w\",\n    \"A\": \"v\"\n  }\n}");
        row("there already", "{\"env\" : {\"A\" :\"old\" , \"B\":1}}",
            "{\"env\" : {\"A\" :\"v\" , \"B\":1}}");
        row("there as a number", "{\"env\":{\"A\":12}}", "{\"env\":{\"A\":\"v\"}}");
        row("there as an object", "{\"env\":{\"A\":{\"x\":[\"}\"]}}}", "{\"env\":{\"A\":\"v\"}}");
        row("escaped name", "{\"\\u0065nv\":{\"A\":\"old\"}}", "{\"\\u0065nv\":{\"A\":\"v\"}}");
        row("twice: the last counts", "{\"env\":{\"A\":1},\"env\":{\"A\":2}}",
            "{\"env\":{\"A\":1},\"env\":{\"A\":\"v\"}}");
        row("look-alikes", "{\"x\":\"\\\"env\\\":{\",\"y\":{\"env\":{\"A\":1}},\"env\":{}}",
            "{\"x\":\"\\\"env\\\":{\",\"y\":{\"env\":{\"A\":1}},\"env\":{\"A\":\"v\"}}");
    }

    void setsOneMember()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        const auto result = withJsonMember(before, {u"env"_s, u"A"_s}, "\"v\"");
        QVERIFY(result);
        QCOMPARE(*result, after);
        QCOMPARE(*withJsonMember(after, {u"env"_s, u"A"_s}, "\"v\""), after);
    }

    void removesOneMember_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const char *before, const char *after) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after);
        };
        row("not there", "{ \"x\": 1 }", "{ \"x\": 1 }");
        row("only one", "{\"env\": {\n \"A\": 1\n}}", "{\"env\": {}}");
        row("first", "{\"env\": { \"A\": 1, \"B\": 2 }}", "{\"env\": { \"B\": 2 }}");
        row("middle", "{\"env\":{\"B\":2, \"A\":1, \"C\":3}}", "{\"env\":{\"B\":2, \"C\":3}}");
        row("last", "{\"env\": {\n  \"B\": 2,\n  \"A\": 1\n}}", "{\"env\": {\n  \"B\": 2\n}}");
        row("twice, nothing else", "{\"env\": { \"A\": 1, \"A\": 2 }}", "{\"env\": {}}");
        row("twice, around another", "{\"env\": { \"A\": 1,  \"B\": 2, \"A\": 3 }}",
            "{\"env\": {  \"B\": 2 }}");
        row("thrice, among others",
            "{\"env\":{\"B\":2, \"A\":1, \"\\u0041\":1, \"C\":3,\n\"A\":{\"A\":1}, \"D\":4 }}",
            "{\"env\":{\"B\":2, \"C\":3, \"D\":4 }}");
        row("twice at the end", "{\"env\":{\"B\":2 , \"A\":1, \"A\":3\n}}", "{\"env\":{\"B\":2\n}}");
    }

    void removesOneMember()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        QCOMPARE(*withoutJsonMember(before, {u"env"_s, u"A"_s}), after);
    }

    void refusesWhatItCannotEdit_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("comment") << QByteArray("{ // mine\n}");
        QTest::newRow("trailing comma") << QByteArray("{\"a\":1,}");
        QTest::newRow("cut off") << QByteArray("{\"env\":{\"A\":\"x");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("env is no object") << QByteArray("{\"env\":\"x\"}");
        QTest::newRow("env is null") << QByteArray("{\"env\":null}");
        QTest::newRow("two documents") << QByteArray("{}{}");
    }

    void refusesWhatItCannotEdit()
    {
        QFETCH(const QByteArray, json);
        const QStringList path = {u"env"_s, u"A"_s};
        QVERIFY(!jsonMember(json, path));
        QVERIFY(!withJsonMember(json, path, "1"));
        QVERIFY(!withoutJsonMember(json, path));
        QVERIFY(withJsonMember(json, path, "1").error().code == ErrorCode::InvalidInput);
    }

    void tellsAValueAsItIsWritten()
    {
        QCOMPARE(*jsonMember("{\"a\": 1.50 , \"b\":{}}", {u"a"_s}), std::optional<QByteArray>("1.50"));
        QCOMPARE(*jsonMember("{\"a\": 1}", {u"b"_s}), std::optional<QByteArray>());
        QCOMPARE(*jsonMember("{\"a\":[1, \"]\"]}", {u"a"_s}), std::optional<QByteArray>("[1, \"]\"]"));
    }

    void quotesStrings() { QCOMPARE(jsonString(u"a\"b\\c\n"_s), "\"a\\\"b\\\\c\\n\""); }

    //! Whatever the formatting: only the member changes, and taking it away again gives the same bytes.
    void keepsEveryOtherByte()
    {
        Dice dice(7);
        for (int i = 0; i < 3000; ++i) {
            const auto before = space(dice) + object(dice, 2, dice(2) == 0) + space(dice);
            const QStringList path = {u"env"_s, u"A"_s};
            const auto after = withJsonMember(before, path, "\"v\"");
            QVERIFY2(after, before.constData());
            auto expected = QJsonDocument::fromJson(before).object();
            auto env = expected.value(u"env"_s).toObject();
            const bool hadMembers = !env.isEmpty();
            env.insert(u"A"_s, u"v"_s);
            expected.insert(u"env"_s, env);
            QVERIFY2(QJsonDocument::fromJson(*after).object() == expected, after->constData());
            if (hadMembers)
                QCOMPARE(*withoutJsonMember(*after, path), before);
        }
    }
};

QTEST_APPLESS_MAIN(TestJsonEdit)
#include "tst_json_edit.moc"

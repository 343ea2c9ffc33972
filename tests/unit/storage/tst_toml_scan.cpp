// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/toml_scan.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! `a.b=VALUE` for a value, `[a.b]` and `[[a.b]]` for tables.
QByteArrayList told(const QByteArray &toml, const QList<TomlStatement> &statements)
{
    QByteArrayList result;
    for (const auto &statement : statements) {
        const auto path = statement.path.join(u'.').toUtf8();
        if (statement.kind == TomlStatement::Kind::Table)
            result += '[' + path + ']';
        else if (statement.kind == TomlStatement::Kind::TableArray)
            result += "[[" + path + "]]";
        else
            result +=
                path + '=' + toml.sliced(statement.valueStart, statement.valueEnd - statement.valueStart);
    }
    return result;
}

} // namespace

class TestTomlScan : public QObject
{
    Q_OBJECT

private slots:
    void findsStatements_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArrayList>("statements");
        const auto row = [](const char *name, const QByteArray &toml, const QByteArrayList &statements) {
            QTest::newRow(name) << toml << statements;
        };
        row("nothing", "", {});
        row("byte order mark", "\xEF\xBB\xBF# only a comment", {});
        row("values", "a = 1\r\n b.c=\"x # y\" # no\n", {"a=1", "b.c=\"x # y\""});
        row("tables", "[a]\nb = 1\n[[c.d]]\ne = 2\n[[c.d]]\ne = 3\n",
            {"[a]", "a.b=1", "[[c.d]]", "c.d.e=2", "[[c.d]]", "c.d.e=3"});
        row("spellings of keys", "[ \"a\" . 'b' ]\n\"c\\u0064\" . e = 1", {"[a.b]", "a.b.cd.e=1"});
        row("escapes in a key", "\"\\x41\\U0001F600\\\"\" = 1", {"A\xF0\x9F\x98\x80\"=1"});
        row("array over lines", "a = [ # one\n 1,\n [2, 3], # two\n]\nb = 2",
            {"a=[ # one\n 1,\n [2, 3], # two\n]", "b=2"});
        row("inline table", "a = { b = { c = 1 }, d = [] }\n", {"a={ b = { c = 1 }, d = [] }"});
        row("text over lines", "a = \"\"\"\n[b]\nc = 1 \\\"\"\"\n\"\"\"\"\nd = 1",
            {"a=\"\"\"\n[b]\nc = 1 \\\"\"\"\n\"\"\"\"", "d=1"});
        row("literal over lines", "a = '''\n\\'' \"\n'''''\nd = 1", {"a='''\n\\'' \"\n'''''", "d=1"});
        row("a table beside dotted keys", "a.b.c = 1\n[a.d]\ne = 2", {"a.b.c=1", "[a.d]", "a.d.e=2"});
        row("dates", "a = 1979-05-27 07:32:00\nb = 07:32:00 # t", {"a=1979-05-27 07:32:00", "b=07:32:00"});
    }

    void findsStatements()
    {
        QFETCH(const QByteArray, toml);
        const auto found = scanToml(toml);
        QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
        QTEST(told(toml, *found), "statements");
    }

    void givesWholeLines()
    {
        const QByteArray toml = "# head\n  a = [\n1 ] # tail\r\n\nb = 2";
        const auto found = scanToml(toml);
        QVERIFY(found);
        QCOMPARE(found->size(), 2);
        QCOMPARE(found->at(0).line, 2);
        QCOMPARE(toml.sliced(found->at(0).start, found->at(0).end - found->at(0).start),
                 "  a = [\n1 ] # tail\r\n");
        QCOMPARE(found->at(1).line, 5);
        QCOMPARE(found->at(1).end, toml.size());
    }

    void namesTheLineOfAMistake_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<int>("line");
        const auto row = [](const char *name, const QByteArray &toml, int line) {
            QTest::newRow(name) << toml << line;
        };
        row("no value", "a = 1\nb =\n", 2);
        row("no key", "\n= 1\n", 2);
        row("no equals sign", "a\n", 1);
        row("two on a line", "a = 1 b = 2", 1);
        row("bare word", "a = yes", 1);
        row("leading zero", "a = 012", 1);
        row("open text", "a = \"b\nc = 1\n", 1);
        row("open text over lines", "a = 1\nb = \"\"\"\n\n", 2);
        row("unknown escape", "a = \"\\q\"", 1);
        row("half an escape", "a = \"\\u12\"", 1);
        row("half a pair", "a = \"\\ud800\"", 1);
        row("no such character", "a = \"\\U00110000\"", 1);
        row("escape at the end", "a = \"\\", 1);
        row("open array", "a = [1, 2", 1);
        row("open table", "a = { b = 1", 1);
        row("open header", "[a\nb = 1", 1);
        row("control character", QByteArray("a = \"b\x01\""), 1);
        row("lone carriage return", "a = 1\rb = 2", 1);
        row("no UTF-8", "a = \"\xff\"", 1);
        row("key twice", "a = 1\n\na = 2", 3);
        row("table twice", "[a]\n[b]\n[a]", 3);
        row("table over value", "a = 1\n[a]", 2);
        row("table over dotted key", "a.b = 1\n[a]", 2);
        row("into an inline table", "a = { b = 1 }\n[a.c]", 2);
        row("dotted key into a table", "[a.b]\nc = 1\n[a]\nb.d = 2", 4);
        row("array over table", "[a]\n[[a]]", 2);
    }

    void namesTheLineOfAMistake()
    {
        QFETCH(const QByteArray, toml);
        QFETCH(const int, line);
        const auto found = scanToml(toml);
        QVERIFY(!found);
        QVERIFY2(found.error().detail.startsWith(u"line %1: "_s.arg(line)), qPrintable(found.error().detail));
    }

    void endsOnAnyCutOfAText()
    {
        const QByteArray toml =
            "a.'b' = [1, { c = \"\\u00e9\" }]\n[[d]]\ne = '''\n'''\nf = \"\"\"\\\n x\"\"\"\n";
        for (qsizetype size = 0; size <= toml.size(); ++size)
            QVERIFY(scanToml(toml.first(size)) || true);
        QVERIFY(!scanToml("a = " + QByteArray(100'000, '[')));
    }
};

QTEST_APPLESS_MAIN(TestTomlScan)
#include "tst_toml_scan.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/terminal_text.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestTerminalText : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatAPersonSees_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("links");
        const auto row = [](const char *name, const QByteArray &bytes, const QString &text,
                            const QStringList &links = {}) { QTest::newRow(name) << bytes << text << links; };
        row("plain", "one\ntwo", u"one\ntwo"_s);
        row("UTF-8", "Opening browser\xe2\x80\xa6", u"Opening browser…"_s);
        row("colours", "\x1b[1;94mbold\x1b[0m \x1b[38;5;12mblue\x1b[m", u"bold blue"_s);
        row("movements", "\x1b[2J\x1b[Hup\x1b[1A\x1b[?25l", u"up"_s);
        row("short escapes",
            "\x1b(B\x1b=a\x1b"
            "7b\x1b"
            "8",
            u"ab"_s);
        row("title, bell", "\x1b]0;a title\x07text", u"text"_s);
        row("title, string end", "\x1b]2;a title\x1b\\text", u"text"_s);
        row("link", "\x1b]8;;https://x.example/\x1b\\here\x1b]8;;\x1b\\.", u"here."_s,
            {u"https://x.example/"_s});
        row("link with an id", "\x1b]8;id=1;https://x.example/a;b\x07here\x1b]8;;\x07", u"here"_s,
            {u"https://x.example/a;b"_s});
        row("link never closed", "\x1b]8;;https://x.example/\x1b[1mx", u"x"_s, {u"https://x.example/"_s});
        row("one-byte controls",
            "\xc2\x9b"
            "1mone\xc2\x9d"
            "0;title\xc2\x9c two",
            u"one two"_s);
        row("device string", "\x1bPq#0;2\x1b\\a\x1b_x\x1b\\b", u"ab"_s);
        row("line ends", "one\r\ntwo\r\r\nthree", u"one\ntwo\nthree"_s);
        row("spinner", "wait |\rwait /\rdone  \nnext", u"done  \nnext"_s);
        row("backspace", "ab\b\bc\n\b", u"c\n"_s);
        row("bell and others",
            "a\x07\x01"
            "b\x7f\tc",
            u"ab\tc"_s);
        row("not UTF-8",
            "a\xff\xfe"
            "b",
            u"a\ufffd\ufffdb"_s);
        row("unfinished", "a\x1b[3", u"a"_s);
    }

    void readsWhatAPersonSees()
    {
        QFETCH(const QByteArray, bytes);
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut) { // a read may end anywhere
            TerminalText text;
            text.feed(bytes.first(cut));
            text.feed(bytes.sliced(cut));
            QTEST(text.text(), "text");
            QTEST(text.links(), "links");
        }
    }

    void keepsTheEndOnly()
    {
        TerminalText text;
        for (int i = 0; i < 5000; ++i)
            text.feed("0123456789\n");
        text.feed("last");
        QCOMPARE(text.text().size(), 16 * 1024);
        QVERIFY(text.text().endsWith(u"789\nlast"_s));
    }

    void endlessCommandsCostNothing()
    {
        TerminalText text;
        text.feed("\x1b]8;;https://x.example/" + QByteArray(1'000'000, 'x')
                  + "\x07"
                    "after");
        QCOMPARE(text.text(), u"after"_s);
        QVERIFY(text.links().isEmpty()); // half an address leads elsewhere
    }
};

QTEST_APPLESS_MAIN(TestTerminalText)
#include "tst_terminal_text.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/one_line.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestOneLine : public QObject
{
    Q_OBJECT

private slots:
    void whatBreaksALineBecomesASpace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char *name, const QString &text, const QString &line, bool fits) {
            QTest::newRow(name) << text << line << fits;
        };
        const auto kept = [&row](const char *name, const QString &text) { row(name, text, text, true); };
        kept("nothing", {});
        kept("ASCII", u" !~"_s);
        kept("letters", u"Zoë 名前 שלום"_s);
        kept("an emoji", u"\U0001f600"_s);
        kept("a non-breaking space", u"a\u00a0b"_s);
        row("a line break", u"a\nb"_s, u"a b"_s, false);
        row("CR and LF", u"a\r\nb"_s, u"a  b"_s, false);
        row("a tab", u"a\tb"_s, u"a b"_s, false);
        row("an escape sequence", u"\x1b]0;title\x07"_s, u" ]0;title "_s, false);
        row("NUL", QString(QChar(0)), u" "_s, false);
        row("DEL", u"\x7f"_s, u" "_s, false);
        row("C1, as CSI in one character", u"\u009b31m"_s, u" 31m"_s, false);
        row("NEL", u"\u0085"_s, u" "_s, false);
        row("a line separator", u"a\u2028b"_s, u"a b"_s, false);
        row("a paragraph separator", u"a\u2029b"_s, u"a b"_s, false);
        row("an override of the direction", u"a\u202eb\u202c"_s, u"a b "_s, true);
        row("an isolate", u"\u2066a\u2069"_s, u" a "_s, true);
    }

    void whatBreaksALineBecomesASpace()
    {
        QFETCH(const QString, text);
        QTEST(onOneLine(text), "line");
        QTEST(fitsOneLine(text), "fits");
    }
};

QTEST_APPLESS_MAIN(TestOneLine)
#include "tst_one_line.moc"

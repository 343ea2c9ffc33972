// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/integration/logins/login_model.h"

#include <QtCore/QLoggingCategory>
#include <QtTest/QTest>

#include <random>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

using Steps = QList<LoginStep>;
using Files = LoginModel::Files;

constexpr int stepsPerSequence = 12;
constexpr int sequences = 1'000; // from each first seed

QString toString(const Steps &steps)
{
    QStringList texts;
    for (const auto &step : steps)
        texts += step.toString();
    return texts.join(u' ');
}

Steps fromString(const QString &text)
{
    Steps result;
    for (const auto &step : text.split(u' ', Qt::SkipEmptyParts))
        result += LoginStep::fromString(step);
    return result;
}

Steps randomSteps(quint32 seed)
{
    std::mt19937 random(seed);
    const auto below = [&random](quint32 bound) { return static_cast<quint8>(random() % bound); };
    Steps result;
    for (int i = 0; i < stepsPerSequence; ++i) {
        const auto what = static_cast<LoginStep::What>(below(LoginStep::kinds));
        const auto which = below(12);
        result.append({what, which, below(3) == 0 ? static_cast<quint8>(1 + below(30)) : quint8{0}});
    }
    return result;
}

//! What goes wrong with these steps; empty: nothing.
QString complaintAbout(const Steps &steps, Files files = Files::Plain)
{
    LoginModel model(files);
    for (const auto &step : steps) {
        model.carryOut(step);
        if (step.what == LoginStep::What::StoresFail)
            continue; // it belongs to the next one
        if (auto complaint = model.complaint(); !complaint.isEmpty())
            return complaint;
    }
    return {};
}

//! The fewest of these steps that still go wrong.
Steps shrunk(Steps steps, Files files)
{
    for (bool isShorter = true; std::exchange(isShorter, false);) {
        for (qsizetype i = 0; i < steps.size(); ++i) {
            auto fewer = steps;
            fewer.removeAt(i);
            if (complaintAbout(fewer, files).isEmpty())
                continue;
            steps = fewer;
            isShorter = true;
            break;
        }
    }
    return steps;
}

} // namespace

//! Logins that move, are renewed, used, removed and edited by others, while the program dies at any point:
//! none is lost, none is in two places.
class TestLoginMoves : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"*.warning=false\n*.info=false\n*.critical=false"_s);
    }

    //! Sequences that have gone wrong once, as short as they could be made.
    void keptFailures_data()
    {
        QTest::addColumn<QString>("steps");
        QTest::newRow("two accounts of one owner, one of them in the CLI's file") << u"6.9.0 0.3.0 2.10.4"_s;
        QTest::newRow("the same, the other way round") << u"6.3.1 2.4.0 2.7.4"_s;
        QTest::newRow("the same after a way through other homes")
            << u"1.5.0 5.1.20 4.5.0 6.3.0 0.6.3 6.10.0 5.4.0 2.6.5"_s;
        QTest::newRow("an account that was signed out in the CLI makes room")
            << u"0.3.0 10.9.0 6.2.27 2.9.0"_s;
    }

    void keptFailures()
    {
        QFETCH(const QString, steps);
        QCOMPARE(complaintAbout(fromString(steps)), QString());
        QCOMPARE(complaintAbout(fromString(steps), Files::Linked), QString());
    }

    //! Into keychain and vault, out of a file that is a link.
    void aLoginBehindALinkLeavesItsTarget()
    {
        for (const auto &steps : {u"1.0.0"_s, u"1.2.0"_s, u"1.0.0 2.0.0 1.0.0"_s, u"8.0.0 1.0.0"_s})
            QCOMPARE(complaintAbout(fromString(steps), Files::Linked), QString());
    }

    void randomSequences()
    {
        const auto first = std::max(1, qEnvironmentVariableIntValue("SLUICE_FIRST_SEED"));
        const auto asked = qEnvironmentVariableIntValue("SLUICE_SEEDS");
        const auto count = asked > 0 ? asked : sequences;
        for (int seed = first; seed < first + count; ++seed) {
            const auto steps = randomSteps(static_cast<quint32>(seed));
            const auto files = seed % 4 == 0 ? Files::Linked : Files::Plain;
            if (complaintAbout(steps, files).isEmpty())
                continue;
            const auto fewest = shrunk(steps, files);
            QFAIL(qPrintable(
                u"seed %1: %2: %3"_s.arg(seed).arg(complaintAbout(fewest, files), toString(fewest))));
        }
    }
};

QTEST_GUILESS_MAIN(TestLoginMoves)
#include "tst_login_moves.moc"

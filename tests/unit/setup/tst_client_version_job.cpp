// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/client_version_job.h"
#include "tests/support/event_loop_main.h"
#include "tests/support/fake_clock.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <optional>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // milliseconds, for a machine that is busy

} // namespace

class TestClientVersionJob : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    FakeClock m_clock;
    const Environment m_environment{.variables = QProcessEnvironment::systemEnvironment()};

    QString program(const QByteArray &script)
    {
        const auto path = m_directory.filePath(u"the-cli"_s);
        QFile::remove(path);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }

private slots:
    void readsTheVersion_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("version");
        QTest::newRow("Claude Code") << QByteArray("echo '2.1.330 (Claude Code)'") << u"2.1.330"_s;
        QTest::newRow("Codex") << QByteArray("echo codex-cli 0.169.0") << u"0.169.0"_s;
        QTest::newRow("not released") << QByteArray("echo codex-cli 0.170.0-alpha.3") << u"0.170.0-alpha.3"_s;
        QTest::newRow("warnings") << QByteArray("echo 'no 1.2.3' >&2; echo 4.5") << u"4.5"_s;
        QTest::newRow("asked for it") << QByteArray("test \"$*\" = --version && echo 1.0.0") << u"1.0.0"_s;
        QTest::newRow("reads nothing") << QByteArray("read line; echo 1.0.0") << u"1.0.0"_s;
        QTest::newRow("no version") << QByteArray("echo broken; exit 1") << QString();
    }

    void readsTheVersion()
    {
        QFETCH(const QByteArray, script);
        ClientVersionJob job(program(script), m_environment, m_clock);
        std::optional<QString> seen;
        connect(&job, &ClientVersionJob::finished, this, [&](const QString &version) { seen = version; });
        job.start();
        QVERIFY(!seen);
        QTRY_VERIFY_WITH_TIMEOUT(seen, patience);
        QTEST(*seen, "version");
    }

    void waitsTenSeconds()
    {
        ClientVersionJob job(program("exec sleep 600"), m_environment, m_clock);
        int answers = 0;
        connect(&job, &ClientVersionJob::finished, this, [&](const QString &version) {
            QVERIFY(version.isEmpty());
            ++answers;
        });
        job.start();
        m_clock.advance(9999ms);
        QCoreApplication::processEvents();
        QCOMPARE(answers, 0);
        m_clock.advance(1ms);
        QTRY_COMPARE_WITH_TIMEOUT(answers, 1, patience);
    }

    void aProgramThatCannotStartHasNone()
    {
        ClientVersionJob job(m_directory.filePath(u"nothing"_s), m_environment, m_clock);
        int answers = 0;
        connect(&job, &ClientVersionJob::finished, this, [&] { ++answers; });
        job.start();
        QCOMPARE(answers, 0);
        QTRY_COMPARE_WITH_TIMEOUT(answers, 1, patience);
    }

    void noticesAnotherVersion()
    {
        const auto path = program("echo 1.0.0");
        const auto link = m_directory.filePath(u"link"_s);
        QVERIFY(QFile::link(path, link));
        const auto before = programStamp(link);
        QCOMPARE(programStamp(link), before);
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(60), QFile::FileModificationTime));
        file.close();
        QVERIFY(programStamp(link) != before);
    }
};

int main(int argc, char **argv)
{
    return runOnChosenEventLoop<TestClientVersionJob>(argc, argv);
}
#include "tst_client_version_job.moc"

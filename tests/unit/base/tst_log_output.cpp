// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/log_output.h"
#include "engine/base/logging.h"

#include <QtCore/QTemporaryFile>
#include <QtTest/QTest>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace sluice;

namespace {

//! What a pipe holds, at its reading end.
QByteArray takeAll(int descriptor)
{
    QByteArray all;
    QByteArray piece(4096, '\0');
    for (;;) {
        const auto count = ::read(descriptor, piece.data(), static_cast<std::size_t>(piece.size()));
        if (count <= 0)
            return all;
        all += piece.first(count);
    }
}

//! Until not one line more is taken, which without room must not wait.
int writeUntilFull(LogOutput &output, const QByteArray &line)
{
    int count = 0;
    while (output.write(line))
        ++count;
    return count;
}

} // namespace

class TestLogOutput : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        int ends[2] = {-1, -1};
        QCOMPARE(::pipe(ends), 0);
        m_readEnd = ends[0];
        m_writeEnd = ends[1];
        ::fcntl(m_readEnd, F_SETFL, O_NONBLOCK); // the end that is ours: takeAll() stops when it is empty
    }

    void cleanup()
    {
        ::close(m_readEnd);
        ::close(m_writeEnd);
    }

    void aLineWithoutRoomIsDroppedAndTheNextOneIsWhole()
    {
        LogOutput output(m_writeEnd);
        const QByteArray line = "a line of a log\n";
        const int count = writeUntilFull(output, line);
        QVERIFY(count > 0);
        QVERIFY(!output.write(line));
        QCOMPARE(takeAll(m_readEnd), line.repeated(count));
        QVERIFY(output.write("the next\n"));
        QCOMPARE(takeAll(m_readEnd), QByteArray("the next\n"));
    }

    void aLineThatBreaksOffIsEndedBeforeTheNext()
    {
        LogOutput output(m_writeEnd);
        QVERIFY(!output.write(QByteArray(4 * 1024 * 1024, 'x') + '\n'));
        QVERIFY(!output.write("no room\n"));
        const auto begun = takeAll(m_readEnd);
        QVERIFY(!begun.isEmpty());
        QCOMPARE(begun.count('x'), begun.size());
        QVERIFY(output.write("the next\n"));
        QCOMPARE(takeAll(m_readEnd), QByteArray("\nthe next\n"));
    }

    void othersWhoShareThePipeKeepTheirFlags()
    {
        LogOutput output(m_writeEnd);
        writeUntilFull(output, "a line of a log\n");
        QCOMPARE(::fcntl(m_writeEnd, F_GETFL) & O_NONBLOCK, 0);
    }

    void aTerminalThatNobodyReadsHoldsUpNobody()
    {
        const int screen = ::posix_openpt(O_RDWR | O_NOCTTY);
        if (screen < 0 || ::grantpt(screen) != 0 || ::unlockpt(screen) != 0)
            QSKIP("no pseudo-terminals here");
        const int terminal = ::open(::ptsname(screen), O_WRONLY | O_NOCTTY);
        QVERIFY(terminal >= 0);
        const int own = descriptorForLog(terminal);
        QVERIFY(own != terminal);
        LogOutput output(own);
        QVERIFY(writeUntilFull(output, QByteArray(120, 'x') + '\n') > 0);
        QVERIFY(!output.write("no room\n"));
        QCOMPARE(::fcntl(terminal, F_GETFL) & O_NONBLOCK, 0);
        ::close(own);
        ::close(terminal);
        ::close(screen);
    }

    void whatIsNoTerminalIsWrittenToAsItIs() { QCOMPARE(descriptorForLog(m_writeEnd), m_writeEnd); }

    void aTerminalIsOpenedOnceAndNotForEachLine()
    {
        const int screen = ::posix_openpt(O_RDWR | O_NOCTTY);
        if (screen < 0 || ::grantpt(screen) != 0 || ::unlockpt(screen) != 0)
            QSKIP("no pseudo-terminals here");
        const int terminal = ::open(::ptsname(screen), O_WRONLY | O_NOCTTY);
        QVERIFY(terminal >= 0);
        const int before = ::dup(STDERR_FILENO);
        ::dup2(terminal, STDERR_FILENO);
        const auto handler = qInstallMessageHandler(nullptr);
        installLogHandler(LogFormat::Text);
        ::dup2(before, STDERR_FILENO); // a line that looked for the terminal only now would miss it
        qCInfo(lcEngine, "read");
        installLogHandler(LogFormat::Text); // for whoever logs next
        qInstallMessageHandler(handler);
        ::close(before);

        QByteArray line(200, '\0');
        ::fcntl(screen, F_SETFL, O_NONBLOCK);
        line.resize(
            std::max<qsizetype>(0, ::read(screen, line.data(), static_cast<std::size_t>(line.size()))));
        QVERIFY2(line.endsWith(" info engine read\r\n"), line.constData());
        ::close(terminal);
        ::close(screen);
    }

    void aFileTakesLinesOfAnyLength()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        LogOutput output(file.handle());
        const auto line = QByteArray(1024 * 1024, 'x') + '\n';
        QVERIFY(output.write(line));
        QVERIFY(file.seek(0));
        QCOMPARE(file.readAll(), line);
    }

    void aClosedDescriptorTakesNothing() { QVERIFY(!LogOutput(-1).write("a line of a log\n")); }

    void whatQtSaysOfACallThatFailedIsItsOwnWarning()
    {
        const int before = ::dup(STDERR_FILENO);
        ::dup2(m_writeEnd, STDERR_FILENO);
        const auto handler = qInstallMessageHandler(nullptr);
        installLogHandler(LogFormat::Text);
        qErrnoWarning(ENOSPC, "inotify_add_watch(/x) failed");
        qInstallMessageHandler(handler);
        ::dup2(before, STDERR_FILENO);
        ::close(before);
        const auto line = takeAll(m_readEnd);
        QVERIFY2(line.contains("Z warning qt inotify_add_watch(/x) failed"), line.constData());
    }

    void theLogSaysHowManyLinesNobodyRead()
    {
        LogOutput filler(m_writeEnd);
        writeUntilFull(filler, "a line of a log\n");
        const int before = ::dup(STDERR_FILENO);
        ::dup2(m_writeEnd, STDERR_FILENO);
        const auto handler = qInstallMessageHandler(nullptr);
        installLogHandler(LogFormat::Text);
        for (int i = 0; i < 3; ++i)
            qCInfo(lcEngine, "lost");
        takeAll(m_readEnd);
        qCInfo(lcEngine, "read");
        qCInfo(lcEngine, "read, too");
        qInstallMessageHandler(handler);
        ::dup2(before, STDERR_FILENO);
        ::close(before);

        const auto lines = takeAll(m_readEnd).split('\n');
        QCOMPARE(lines.size(), 4); // the last one is what follows the last line feed
        QVERIFY2(lines.at(0).endsWith(" warning engine 3 lines lost: nobody reads them"),
                 lines.at(0).constData());
        QVERIFY2(lines.at(1).endsWith(" info engine read"), lines.at(1).constData());
        QVERIFY2(lines.at(2).endsWith(" info engine read, too"), lines.at(2).constData());
    }

private:
    int m_readEnd = -1;
    int m_writeEnd = -1;
};

QTEST_APPLESS_MAIN(TestLogOutput)
#include "tst_log_output.moc"

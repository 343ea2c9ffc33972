// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/sign_in_job.h"
#include "tests/support/event_loop_main.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_oauth_profile.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>

#include <csignal>

using namespace sluice;
using namespace Qt::StringLiterals;

// The CLI is a stand-in, tests/support/stand_in_cli.py, but its process is a real one.

namespace {

const ClientInfo client{.name = u"The CLI"_s,
                        .program = u"the-cli"_s,
                        .installation = u"install the-cli"_s,
                        .directoryVariable = u"CLI_HOME"_s,
                        .credentialsFile = u"login.json"_s,
                        .signIn = {u"auth"_s, u"login"_s},
                        .deviceSignIn = {u"auth"_s, u"--device"_s},
                        .loginVariables = {u"CLI_TOKEN"_s, u"CLI_KEY"_s}};

constexpr int patience = 20'000; // milliseconds, for a machine that is busy

bool isRunning(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

//! One sign-in and what came of it.
class SignIn
{
public:
    explicit SignIn(const QString &mode, SignInTask task = {.client = client})
    {
        const QDir home(m_home.path());
        home.mkdir(u"bin"_s);
        QFile::link(QStringLiteral(STAND_IN_CLI), home.filePath(u"bin/the-cli"_s));
        environment.homeDirectory = m_home.path();
        environment.variables = QProcessEnvironment::systemEnvironment();
        environment.variables.insert(u"PATH"_s,
                                     home.filePath(u"bin"_s) + u':' + qEnvironmentVariable("PATH"));
        environment.variables.insert(u"STAND_IN_CLI"_s, mode);
        task.directory = directory.path();
        job = std::make_unique<SignInJob>(task, m_profile, environment, clock);
        QObject::connect(job.get(), &SignInJob::progressed, job.get(),
                         [this](const QString &text, const QUrl &url) {
                             output = text;
                             address = url;
                         });
        QObject::connect(job.get(), &SignInJob::finished, job.get(), [this](const Result<QString> &result) {
            ++finishes;
            outcome = result;
        });
    }

    //! What the CLI has written down of its process; empty until it runs.
    QJsonObject seen() const
    {
        QFile file(directory.path() + u"/seen.json"_s);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                              : QJsonObject();
    }
    qint64 pid() const { return seen().value("pid"_L1).toInteger(); }
    QString login() const { return directory.path() + u"/login.json"_s; }
    QString problem() const { return outcome && !*outcome ? outcome->error().detail : QString(); }
    ErrorCode code() const { return outcome && !*outcome ? outcome->error().code : ErrorCode::Internal; }

private:
    QTemporaryDir m_home;
    FakeOAuthProfile m_profile;

public:
    Environment environment;
    FakeClock clock;
    QTemporaryDir directory;
    std::unique_ptr<SignInJob> job;
    QString output;
    QUrl address;
    int finishes = 0;
    std::optional<Result<QString>> outcome;
};

} // namespace

class TestSignInJob : public QObject
{
    Q_OBJECT

private slots:
    void signsIn()
    {
        SignIn signIn(u"signs_in"_s);
        signIn.job->start();
        QVERIFY(!signIn.outcome);
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        QCOMPARE(*signIn.outcome, Result<QString>(signIn.login()));
        QCOMPARE(signIn.address, QUrl(u"https://login.example.com/oauth/authorize?code=true&state=abc"_s));
        QVERIFY(signIn.output.startsWith("Visit https://"_L1));
        signIn.clock.advance(1h);
        QCoreApplication::processEvents();
        QCOMPARE(signIn.finishes, 1);
    }

    void givesTheCliADirectoryOfItsOwn()
    {
        SignIn signIn(u"signs_in"_s);
        signIn.job->start();
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        const auto directory = signIn.directory.path();
        const auto seen = signIn.seen();
        QCOMPARE(seen.value("directory"_L1).toString(), QDir(directory).canonicalPath());
        QCOMPARE(seen.value("variables"_L1).toObject().value("CLI_HOME"_L1).toString(), directory);
        QCOMPARE(seen.value("arguments"_L1).toArray(), QJsonArray({u"auth"_s, u"login"_s}));
    }

    void hidesOtherLogins()
    {
        SignIn plain(u"signs_in"_s);
        plain.environment.variables.insert(u"CLI_TOKEN"_s, u"fake"_s);
        plain.environment.variables.insert(u"CLI_KEY"_s, u"fake"_s);
        plain.environment.variables.insert(u"CLI_HOME"_s, u"/nowhere"_s);
        plain.environment.variables.insert(u"CLI_COLOUR"_s, u"blue"_s);
        FakeOAuthProfile profile;
        SignInJob job({.client = client, .directory = plain.directory.path()}, profile, plain.environment,
                      plain.clock);
        bool isDone = false;
        connect(&job, &SignInJob::finished, this, [&] { isDone = true; });
        job.start();
        QTRY_VERIFY_WITH_TIMEOUT(isDone, patience);
        const auto variables = plain.seen().value("variables"_L1).toObject();
        QVERIFY(!variables.contains("CLI_TOKEN"_L1) && !variables.contains("CLI_KEY"_L1));
        QCOMPARE(variables.value("CLI_COLOUR"_L1).toString(), u"blue"_s);
        QCOMPARE(variables.value("CLI_HOME"_L1).toString(), plain.directory.path());
    }

    void keepsTheTerminalToItself()
    {
        sigset_t blocked;
        sigset_t before;
        sigemptyset(&blocked);
        sigaddset(&blocked, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &blocked, &before);
        SignIn signIn(u"signs_in"_s);
        signIn.job->start();
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
        const auto seen = signIn.seen();
        QVERIFY(seen.value("leads_session"_L1).toBool());
        QVERIFY(!seen.value("reads_terminal"_L1).toBool());
        QVERIFY(seen.value("blocked"_L1).toArray().isEmpty());
    }

    void handsTheTerminalOver()
    {
        SignIn signIn(u"signs_in"_s, {.client = client, .terminal = SignInTask::Terminal::Inherit});
        signIn.job->start();
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        QVERIFY(*signIn.outcome);
        QVERIFY(!signIn.seen().value("leads_session"_L1).toBool());
        QVERIFY(signIn.output.isEmpty());
    }

    void asksForADeviceCode()
    {
        auto without = client;
        without.deviceSignIn.clear();
        for (const auto &[cli, last] : {std::pair(client, u"--device"_s), std::pair(without, u"login"_s)}) {
            SignIn signIn(u"signs_in"_s, {.client = cli, .withDeviceCode = true});
            signIn.job->start();
            QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
            QCOMPARE(signIn.seen().value("arguments"_L1).toArray(), QJsonArray({u"auth"_s, last}));
        }
    }

    void handsAnswersOn()
    {
        SignIn signIn(u"asks"_s);
        signIn.job->start();
        QTRY_VERIFY_WITH_TIMEOUT(signIn.output.contains("Paste code: "_L1), patience);
        signIn.job->answer(u"wrong\nrm"_s);
        QTRY_VERIFY_WITH_TIMEOUT(signIn.output.endsWith("not that one: "_L1), patience);
        QVERIFY(!signIn.output.contains("wrong"_L1));
        signIn.job->answer(u" right \n"_s);
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        QCOMPARE(*signIn.outcome, Result<QString>(signIn.login()));
    }

    void readsAnAddressInPieces()
    {
        SignIn signIn(u"prints_in_pieces"_s);
        signIn.job->start();
        QTRY_COMPARE_WITH_TIMEOUT(signIn.output, u"Open here\nthen wait"_s, patience);
        QCOMPARE(signIn.address, QUrl(u"https://login.example.com/oauth?a=1"_s));
    }

    void endsWithoutALogin_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("problem");
        QTest::newRow("failure") << u"fails"_s
                                 << u"The CLI could not sign in (exit code 3); it said: Asking "
                                    "https://login.example.com/token?… Couldn't log in with …: connection "
                                    "refused"_s;
        QTest::newRow("nothing") << u"does_nothing"_s << u"The CLI ended without having signed in"_s;
        QTest::newRow("damage") << u"leaves_damage"_s << u"The CLI ended without having signed in"_s;
        QTest::newRow("killed") << u"dies"_s << u"The CLI was killed before it had signed in"_s;
    }

    void endsWithoutALogin()
    {
        QFETCH(const QString, mode);
        SignIn signIn(mode);
        signIn.job->start();
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        QTEST(signIn.problem(), "problem");
        QCOMPARE(signIn.code(), ErrorCode::CredentialMissing);
    }

    void saysHowToInstallTheCli()
    {
        SignIn signIn(u"signs_in"_s);
        QVERIFY(QFile::remove(signIn.environment.homeDirectory + u"/bin/the-cli"_s));
        signIn.job->start();
        QVERIFY(!signIn.outcome);
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        QCOMPARE(signIn.code(), ErrorCode::NotFound);
        QVERIFY(signIn.problem().contains("install the-cli"_L1));
    }

    void saysThatTheCliCannotStart()
    {
        SignIn signIn(u"signs_in"_s);
        const auto program = signIn.environment.homeDirectory + u"/bin/the-cli"_s;
        QVERIFY(QFile::remove(program));
        QFile file(program);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/nowhere/at-all\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        signIn.job->start();
        QVERIFY(!signIn.outcome);
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        QCOMPARE(signIn.code(), ErrorCode::FileFailed);
        QVERIFY(signIn.problem().contains(program));
        QCOMPARE(signIn.finishes, 1);
    }

    void canBeCancelled()
    {
        SignIn signIn(u"waits"_s);
        signIn.job->start();
        QTRY_COMPARE_WITH_TIMEOUT(signIn.output, u"waiting\n"_s, patience);
        const auto pid = signIn.pid();
        QVERIFY(isRunning(pid));
        signIn.job->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        QVERIFY(!isRunning(pid));
        QCOMPARE(signIn.problem(), u"the sign-in was cancelled"_s);
        QCOMPARE(signIn.finishes, 1);
    }

    void canBeCancelledBeforeTheCliRuns()
    {
        SignIn signIn(u"signs_in"_s);
        signIn.job->start();
        signIn.job->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        QCOMPARE(signIn.problem(), u"the sign-in was cancelled"_s);
        QVERIFY(signIn.seen().isEmpty());
    }

    void killsWhatDoesNotStop()
    {
        SignIn signIn(u"is_stubborn"_s);
        signIn.job->start();
        QTRY_COMPARE_WITH_TIMEOUT(signIn.output, u"no\n"_s, patience);
        const auto pid = signIn.pid();
        signIn.job->cancel();
        signIn.clock.advance(4999ms);
        QVERIFY(isRunning(pid));
        signIn.clock.advance(1ms);
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        QVERIFY(!isRunning(pid));
        QCOMPARE(signIn.problem(), u"the sign-in was cancelled"_s);
    }

    void waitsForAPersonFifteenMinutes()
    {
        SignIn signIn(u"asks"_s);
        signIn.job->start();
        QTRY_VERIFY_WITH_TIMEOUT(signIn.output.endsWith("Paste code: "_L1), patience);
        signIn.clock.advance(14min);
        signIn.job->answer(u"wrong"_s); // there is somebody
        QTRY_VERIFY_WITH_TIMEOUT(signIn.output.endsWith("not that one: "_L1), patience);
        signIn.clock.advance(14min);
        const auto pid = signIn.pid();
        QVERIFY(isRunning(pid));
        signIn.clock.advance(1min);
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        QCOMPARE(signIn.code(), ErrorCode::TimedOut);
        QVERIFY(signIn.problem().contains("15 minutes"_L1));
        QVERIFY(!isRunning(pid));
    }

    void endsACliThatStays()
    {
        SignIn signIn(u"stays"_s);
        signIn.job->start();
        QTRY_COMPARE_WITH_TIMEOUT(signIn.output, u"signed in\n"_s, patience);
        const auto pid = signIn.pid();
        signIn.clock.advance(1s); // sees the login
        signIn.clock.advance(9s);
        QVERIFY(isRunning(pid));
        signIn.clock.advance(1s);
        QTRY_VERIFY_WITH_TIMEOUT(signIn.outcome, patience);
        QCOMPARE(*signIn.outcome, Result<QString>(signIn.login()));
        QVERIFY(!isRunning(pid));
    }

    void leavesNoCliBehind()
    {
        SignIn signIn(u"waits"_s);
        signIn.job->start();
        QTRY_COMPARE_WITH_TIMEOUT(signIn.output, u"waiting\n"_s, patience);
        const auto pid = signIn.pid();
        signIn.job.reset();
        QVERIFY(!isRunning(pid));
        QVERIFY(!signIn.outcome);
        QCOMPARE(signIn.clock.pendingDeadlines(), 0);
    }
};

int main(int argc, char **argv)
{
    return runOnChosenEventLoop<TestSignInJob>(argc, argv);
}
#include "tst_sign_in_job.moc"

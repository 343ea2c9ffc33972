// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/sign_in_job.h"

#include "engine/base/logging.h"
#include "engine/base/read_file.h"
#include "engine/logins/sign_in_output.h"
#include "engine/setup/client_files.h"

#include <csignal>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds patience = 15min; // as long as a device code is good for
constexpr milliseconds lookInterval = 1s;
constexpr milliseconds timeToLeave = 10s; // some versions have more to write after the login
constexpr milliseconds timeToStop = 5s;

QProcessEnvironment variablesFor(const SignInTask &task, const Environment &environment)
{
    auto result = environment.variables;
    for (const auto &name : task.client.loginVariables)
        result.remove(name);
    result.insert(task.client.directoryVariable, task.directory);
    return result;
}

#ifdef Q_OS_UNIX
//! In the new process, before the CLI. Only what a signal handler may do is allowed here.
void prepareChild(bool isAlone)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    if (isAlone)
        ::setsid(); // our terminal is none of its business
#ifdef Q_OS_LINUX
    ::prctl(PR_SET_PDEATHSIG, SIGTERM); // should we crash
#endif
}
#endif

} // namespace

SignInJob::SignInJob(const SignInTask &task, const OAuthProfile &profile, const Environment &environment,
                     Clock &clock, QObject *parent)
    : QObject(parent)
    , m_task(task)
    , m_profile(profile)
    , m_environment(environment)
    , m_clock(clock)
    , m_credentialsFile(task.directory + u'/' + task.client.credentialsFile)
{
}

SignInJob::~SignInJob()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    // Not the whole process group: a browser that the CLI has opened may be in it.
    m_process.terminate();
    if (m_process.waitForFinished(static_cast<int>(timeToStop.count())))
        return;
    m_process.kill();
    m_process.waitForFinished();
}

void SignInJob::start()
{
    QMetaObject::invokeMethod(this, &SignInJob::launch, Qt::QueuedConnection);
}

void SignInJob::launch()
{
    const auto program = clientProgram(m_task.client, m_environment);
    if (m_end == End::Cancelled) {
        finish(outcome(0, QProcess::NormalExit));
        return;
    }
    if (program.isEmpty()) {
        finish(failure(ErrorCode::NotFound,
                       u"%1 is what signs in, and it is not installed here; install it with: %2"_s.arg(
                           m_task.client.name, m_task.client.installation)));
        return;
    }
    prepare(program);
    qCInfo(lcAccounts).noquote() << "signing in with" << program;
    waitForPerson();
    m_nextLook = m_clock.after(lookInterval, [this] { look(); });
    m_process.start();
}

void SignInJob::prepare(const QString &program)
{
    const bool isAlone = m_task.terminal == SignInTask::Terminal::None;
    m_process.setProgram(program);
    const bool hasDeviceCode = m_task.withDeviceCode && !m_task.client.deviceSignIn.isEmpty();
    m_process.setArguments(hasDeviceCode ? m_task.client.deviceSignIn : m_task.client.signIn);
    m_process.setProcessEnvironment(variablesFor(m_task, m_environment));
    m_process.setWorkingDirectory(m_task.directory);
    m_process.setProcessChannelMode(isAlone ? QProcess::MergedChannels : QProcess::ForwardedChannels);
    if (!isAlone)
        m_process.setInputChannelMode(QProcess::ForwardedInputChannel);
#ifdef Q_OS_UNIX
    m_process.setChildProcessModifier([isAlone] { prepareChild(isAlone); });
#endif
    connect(&m_process, &QProcess::readyRead, this, &SignInJob::readOutput);
    connect(&m_process, &QProcess::finished, this, &SignInJob::onEnded);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(failure(ErrorCode::FileFailed,
                           u"cannot start %1 (%2)"_s.arg(m_process.program(), m_process.errorString())));
    });
}

void SignInJob::answer(const QString &line)
{
    if (m_process.state() != QProcess::Running || m_task.terminal == SignInTask::Terminal::Inherit)
        return;
    waitForPerson();
    m_process.write(line.simplified().toUtf8() + '\n');
}

void SignInJob::cancel()
{
    end(End::Cancelled);
}

void SignInJob::waitForPerson()
{
    m_patience = m_clock.after(patience, [this] { end(End::NobodyThere); });
}

void SignInJob::readOutput()
{
    m_output.feed(m_process.readAll());
    emit progressed(withoutTokens(m_output.text()), signInAddress(m_output.text(), m_output.links()));
}

//! Some versions of a CLI stay after the login is there.
void SignInJob::look()
{
    if (isSignedIn())
        m_nextLook = m_clock.after(timeToLeave, [this] { end(End::SignedIn); });
    else
        m_nextLook = m_clock.after(lookInterval, [this] { look(); });
}

bool SignInJob::isSignedIn() const
{
    const auto content = readFile(m_credentialsFile);
    return content && m_profile.parseCredentials(*content);
}

void SignInJob::end(End reason)
{
    if (m_isDone || m_end != End::ByItself)
        return;
    m_end = reason;
    m_patience.reset();
    m_nextLook.reset();
    if (m_process.state() == QProcess::NotRunning)
        return; // launch() is still to come
    m_process.terminate();
    m_killing = m_clock.after(timeToStop, [this] { m_process.kill(); });
}

void SignInJob::onEnded(int exitCode, QProcess::ExitStatus status)
{
    m_output.feed(m_process.readAll());
    finish(outcome(exitCode, status));
}

Result<QString> SignInJob::outcome(int exitCode, QProcess::ExitStatus status) const
{
    const auto &name = m_task.client.name;
    const auto missing = [](const QString &detail) { return failure(ErrorCode::CredentialMissing, detail); };
    switch (m_end) {
    case End::Cancelled:
        return missing(u"the sign-in was cancelled"_s);
    case End::NobodyThere:
        return failure(ErrorCode::TimedOut,
                       u"nobody signed in within %1 minutes; start again"_s.arg(patience / 1min));
    case End::SignedIn:
        return m_credentialsFile;
    case End::ByItself:
        break;
    }
    const auto words = lastWords(m_output.text());
    const auto said = words.isEmpty() ? QString() : u"; it said: %1"_s.arg(words);
    if (status == QProcess::CrashExit)
        return missing(u"%1 was killed before it had signed in%2"_s.arg(name, said));
    if (exitCode != 0)
        return missing(u"%1 could not sign in (exit code %2)%3"_s.arg(name).arg(exitCode).arg(said));
    if (!isSignedIn())
        return missing(u"%1 ended without having signed in%2"_s.arg(name, said));
    return m_credentialsFile;
}

void SignInJob::finish(const Result<QString> &result)
{
    if (m_isDone)
        return;
    m_isDone = true;
    m_patience.reset();
    m_nextLook.reset();
    m_killing.reset();
    if (!result)
        qCInfo(lcAccounts).noquote() << "not signed in:" << result.error().detail;
    emit finished(result);
}

} // namespace sluice

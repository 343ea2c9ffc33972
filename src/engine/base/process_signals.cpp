// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/process_signals.h"

#include <QtCore/QSocketNotifier>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace sluice {

#ifdef Q_OS_UNIX

namespace {

// A signal handler may do little more than write to a pipe, so these two have to be global.
int pipeReadEnd = -1;
int pipeWriteEnd = -1;

void onSignal(int number)
{
    const int before = errno; // whoever was interrupted may be about to look at it
    const auto byte = static_cast<char>(number);
    [[maybe_unused]] const auto written = ::write(pipeWriteEnd, &byte, 1);
    errno = before;
}

} // namespace

ProcessSignals::ProcessSignals(QObject *parent) : QObject(parent)
{
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0)
        return;
    pipeReadEnd = ends[0];
    pipeWriteEnd = ends[1];
    for (const int end : ends) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK); // a handler that waits for room in the pipe would wait for itself
    }
    m_notifier = new QSocketNotifier(pipeReadEnd, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &ProcessSignals::onReadable);
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        std::signal(number, onSignal);
    std::signal(SIGPIPE, SIG_IGN);
}

ProcessSignals::~ProcessSignals()
{
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        std::signal(number, SIG_DFL);
    delete m_notifier; // before the descriptor that it watches
    ::close(pipeReadEnd);
    ::close(pipeWriteEnd);
}

void ProcessSignals::ignoreReload()
{
    std::signal(SIGHUP, SIG_IGN);
}

void ProcessSignals::onReadable()
{
    char byte = 0;
    if (::read(pipeReadEnd, &byte, 1) != 1)
        return;
    if (byte == SIGHUP)
        emit reload();
    else
        emit terminate();
}

#else

ProcessSignals::ProcessSignals(QObject *parent) : QObject(parent) { }

ProcessSignals::~ProcessSignals() = default;

void ProcessSignals::ignoreReload() { }

void ProcessSignals::onReadable() { }

#endif

} // namespace sluice

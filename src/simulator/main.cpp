// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/clock.h"
#include "engine/base/epoll_dispatcher.h"
#include "engine/base/standard_descriptors.h"
#include "simulator/simulator.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSocketNotifier>
#include <QtCore/QThread>

#include <csignal>
#include <cstdio>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

//! A descriptor that becomes readable when someone asks the program to end.
int terminationDescriptor()
{
    sigset_t endings;
    sigemptyset(&endings);
    sigaddset(&endings, SIGTERM);
    sigaddset(&endings, SIGINT);
    sigprocmask(SIG_BLOCK, &endings, nullptr);
    return signalfd(-1, &endings, SFD_CLOEXEC | SFD_NONBLOCK);
}

void announce(quint16 port)
{
    const QJsonObject line = {{"event"_L1, "listening"_L1},
                              {"host"_L1, "127.0.0.1"_L1},
                              {"port"_L1, port},
                              {"pid"_L1, QCoreApplication::applicationPid()}};
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    sluice::openStandardDescriptors();
    std::signal(SIGPIPE, SIG_IGN);
    const int termination = terminationDescriptor();
    QCoreApplication::setEventDispatcher(new sluice::EpollDispatcher);
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Stands in for the providers' servers in tests and benchmarks."_s);
    parser.addHelpOption();
    parser.addOptions({{u"port"_s, u"Port on 127.0.0.1; 0 asks for a free one."_s, u"N"_s, u"0"_s},
                       {u"speed"_s, u"Rate-limit windows are X times shorter."_s, u"X"_s, u"1"_s},
                       {u"no-record"_s, u"Do not keep requests for /sim/requests."_s}});
    parser.process(application);

    sluice::SystemClock clock;
    const sluice::Simulator::Options options = {.speed = parser.value(u"speed"_s).toDouble(),
                                                .record = !parser.isSet(u"no-record"_s)};
    if (options.speed <= 0) {
        std::fputs("--speed wants a number above 0\n", stderr);
        return 2;
    }
    sluice::Simulator simulator(options, clock, nullptr);
    const auto port = simulator.listen(parser.value(u"port"_s).toUShort());
    if (!port) {
        std::fprintf(stderr, "%s\n", qPrintable(port.error().detail));
        return 5;
    }
    QSocketNotifier notifier(termination, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    announce(*port);
    return QCoreApplication::exec();
}

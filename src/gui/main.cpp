// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/logging.h"
#include "engine/engine.h"
#include "gui/application.h"
#include "gui/common/mark.h"
#include "gui/common/translations.h"
#include "gui/platform/display.h"
#include "gui/platform/quit_signals.h"
#include "simulator/demo.h"

#include <QtCore/QProcessEnvironment>
#include <QtNetwork/QLocalSocket>
#include <QtWidgets/QApplication>

#include <cstdio>
#include <optional>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr int failedExit = 1;
constexpr int usageExit = 2;
constexpr int configurationExit = 4;
constexpr int controlTimeoutMs = 1000;

struct CommandLine
{
    bool demo = false;
    std::optional<int> exitCode = {};
};

//! Before QApplication exists, which needs a display: help and version need none.
CommandLine parse(const QStringList &arguments)
{
    CommandLine result;
    for (const auto &argument : arguments) {
        if (argument == "--demo"_L1) {
            result.demo = true;
        } else if (argument == "--version"_L1 || argument == "-v"_L1) {
            std::puts("sluice-tray " SLUICE_VERSION);
            result.exitCode = 0;
        } else if (argument == "--help"_L1 || argument == "-h"_L1) {
            std::puts("Usage: sluice-tray [--demo]\n\n"
                      "The tray application with the gateway. A second start brings the first one's window "
                      "forward.\n\n"
                      "  --demo     against a built-in simulated provider; touches no real file\n"
                      "  --help     this text\n"
                      "  --version  the version");
            result.exitCode = 0;
        } else {
            std::fprintf(stderr, "sluice-tray: unknown option %s; see sluice-tray --help\n",
                         qPrintable(argument));
            result.exitCode = usageExit;
        }
        if (result.exitCode)
            break;
    }
    return result;
}

//! Asks a running instance for its window. False: there is none.
bool activateOther(const Environment &environment)
{
    QLocalSocket socket;
    socket.connectToServer(environment.controlSocket());
    if (!socket.waitForConnected(controlTimeoutMs))
        return false;
    socket.write("{\"command\":\"activate\"}\n");
    return socket.waitForBytesWritten(controlTimeoutMs);
}

int fail(const Error &error)
{
    std::fprintf(stderr, "sluice-tray: %s\n", qPrintable(error.detail));
    return error.code == ErrorCode::InvalidInput ? configurationExit : failedExit;
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    const auto commandLine = parse(arguments);
    if (commandLine.exitCode)
        return *commandLine.exitCode;
    if (!hasDisplay(QProcessEnvironment::systemEnvironment())) {
        std::fputs("sluice-tray: no display: start `sluice serve` instead\n", stderr);
        return failedExit;
    }
    installLogHandler(LogFormat::Text);
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"Sluice"_s);
    QApplication::setApplicationVersion(QStringLiteral(SLUICE_VERSION));
    QApplication::setDesktopFileName(u"sluice"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    QApplication::setWindowIcon(Mark::icon());
    installTranslations();

    Engine::Options options{.environment = Environment::ofProcess()};
    std::optional<Demo> demo;
    if (commandLine.demo) {
        demo.emplace();
        if (const auto started = demo->start(); !started)
            return fail(started.error());
        options = {.environment = demo->environment(),
                   .configFile = demo->configFile(),
                   .demo = true,
                   .windowLengths = Demo::windowLengths()};
    } else if (activateOther(options.environment)) {
        return 0;
    }

    SystemClock clock;
    Engine engine(options);
    const auto memoryFile = demo ? QString() : options.environment.dataDirectory + u"/notices.json"_s;
    Application application(engine, clock, options.environment, memoryFile);
    QuitSignals quitSignals;
    QObject::connect(&quitSignals, &QuitSignals::received, &application, &Application::quit);
    QObject::connect(&app, &QGuiApplication::commitDataRequest, &application, &Application::quit);
    QObject::connect(&application, &Application::finished, &app, &QCoreApplication::quit);
    if (demo) {
        QObject::connect(&engine, &Engine::listening, &*demo, [&demo](const QString &host, quint16 port) {
            demo->drive(host, port, demo->token());
        });
    }
    if (const auto started = engine.start(); !started)
        return fail(started.error());
    application.start();
    return QApplication::exec();
}

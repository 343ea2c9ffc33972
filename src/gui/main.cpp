// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/exit_code.h"
#include "engine/base/heap.h"
#include "engine/base/logging.h"
#include "engine/base/process_signals.h"
#include "engine/base/standard_descriptors.h"
#include "engine/control/control_client.h"
#include "engine/engine.h"
#include "engine/transport/process_end.h"
#include "gui/application.h"
#include "gui/common/error_text.h"
#include "gui/common/mark.h"
#include "gui/common/translations.h"
#include "gui/platform/display.h"
#include "simulator/demo.h"

#include <QtCore/QProcessEnvironment>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMessageBox>

#include <cstdio>
#include <optional>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

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
            result.exitCode = ExitDone;
        } else if (argument == "--help"_L1 || argument == "-h"_L1) {
            std::puts("Usage: sluice-tray [--demo]\n\n"
                      "The tray application with the gateway. A second start brings the first one's window "
                      "forward.\n\n"
                      "  --demo     against a built-in simulated provider; touches no real file\n"
                      "  --help     this text\n"
                      "  --version  the version");
            result.exitCode = ExitDone;
        } else {
            std::fprintf(stderr, "sluice-tray: unknown option %s; see sluice-tray --help\n",
                         qPrintable(argument));
            result.exitCode = ExitUsage;
        }
        if (result.exitCode)
            break;
    }
    return result;
}

//! Offscreen and the like draw for nobody, and a message box there would wait for ever.
bool isSeen()
{
    const auto platform = QGuiApplication::platformName();
    return platform != "offscreen"_L1 && platform != "minimal"_L1;
}

//! Says why there will be no window: on standard error and, where somebody sees it, in a box.
//! A signal to end closes the box, and the code stays what it says.
int fail(const ProcessSignals &processSignals, const Error &error, ExitCode code)
{
    std::fprintf(stderr, "sluice-tray: %s\n", qPrintable(error.detail));
    if (isSeen()) {
        QMessageBox box(QMessageBox::Critical, QApplication::applicationName(), startText(error));
        QObject::connect(&processSignals, &ProcessSignals::terminate, &box, &QDialog::reject);
        box.exec();
    }
    return code;
}

int fail(const ProcessSignals &processSignals, const Error &error)
{
    return fail(processSignals, error, exitCodeFor(error.code));
}

//! Asks a running instance for its window. Nothing: there is none; else the exit code.
std::optional<int> activateOther(const Environment &environment, const ProcessSignals &processSignals)
{
    const auto asked = askRunningInstance(environment.controlSocket(), {{u"command"_s, u"activate"_s}});
    if (asked)
        return ExitDone;
    if (asked.error().code == ErrorCode::NotFound)
        return {};
    return fail(processSignals, asked.error(), ExitFailed);
}

//! Until it is told to end.
int run(QApplication &app, bool isDemo)
{
    const ProcessSignals processSignals;
    const auto environment = Environment::ofProcess();
    if (!environment)
        return fail(processSignals, environment.error());

    Engine::Options options{.environment = *environment, .hasWindow = true};
    std::optional<Demo> demo;
    if (isDemo) {
        demo.emplace();
        if (const auto started = demo->start(); !started)
            return fail(processSignals, started.error());
        options = {.environment = demo->environment(),
                   .configFile = demo->configFile(),
                   .hasWindow = true,
                   .demo = true,
                   .windowLengths = Demo::windowLengths()};
    } else if (const auto ended = activateOther(options.environment, processSignals)) {
        return *ended;
    }

    tuneHeap();
    SystemClock clock;
    Engine engine(options);
    const auto memoryFile = demo ? QString() : options.environment.noticesFile();
    Application application(engine, clock, options.environment, memoryFile);
    QObject::connect(&processSignals, &ProcessSignals::terminate, &engine, &Engine::stop);
    QObject::connect(&processSignals, &ProcessSignals::reload, &engine, &Engine::reload);
    // No reason to end yet: the person may cancel the logout.
    QObject::connect(&app, &QGuiApplication::commitDataRequest, &engine, &Engine::save);
    QObject::connect(&application, &Application::finished, &app, &QCoreApplication::quit);
    if (demo) {
        QObject::connect(&engine, &Engine::listening, &*demo, [&demo](const QString &host, quint16 port) {
            demo->drive(host, port, demo->token());
        });
    }
    if (const auto started = engine.start(); !started) {
        // One that began at the same time as we did may be there by now.
        const bool isSecond = started.error().code == ErrorCode::AddressInUse;
        const auto ended = isSecond ? activateOther(options.environment, processSignals) : std::nullopt;
        return ended ? *ended : fail(processSignals, started.error());
    }
    application.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    openStandardDescriptors();
    ProcessSignals::ignoreReload();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    const auto commandLine = parse(arguments);
    if (commandLine.exitCode)
        return *commandLine.exitCode;
    if (!hasDisplay(QProcessEnvironment::systemEnvironment())) {
        std::fputs("sluice-tray: no display: start `sluice serve` instead\n", stderr);
        return ExitFailed;
    }
    installLogHandler(LogFormat::Text);
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"Sluice"_s);
    QApplication::setApplicationVersion(QStringLiteral(SLUICE_VERSION));
    QApplication::setDesktopFileName(u"sluice"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    QApplication::setWindowIcon(Mark::icon());
    installTranslations();
    return endProcess(run(app, commandLine.demo));
}

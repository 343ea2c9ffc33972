// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/other_program.h"
#include "engine/base/heap.h"
#include "engine/base/logging.h"
#include "engine/base/process_signals.h"
#include "engine/engine.h"
#include "simulator/demo.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <memory>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! The one line on standard output: ready to accept.
void announce(const QString &host, quint16 port)
{
    const QJsonObject line{{u"event"_s, u"listening"_s},
                           {u"host"_s, host},
                           {u"port"_s, port},
                           {u"pid"_s, QCoreApplication::applicationPid()}};
    printOut(QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact)));
}

//! Serves until a signal ends it, or the address cannot be listened on.
int run(Engine::Options options)
{
    std::unique_ptr<Demo> simulation;
    if (options.demo) {
        simulation = std::make_unique<Demo>();
        if (const auto started = simulation->start(); !started)
            return report(started.error());
        options.environment = simulation->environment();
        options.configFile = simulation->configFile();
        options.windowLengths = Demo::windowLengths();
    }
    tuneHeap();
    int exitCode = ExitDone;
    Engine engine(options);
    const ProcessSignals processSignals;
    QObject::connect(&engine, &Engine::listening, &engine, [&](const QString &host, quint16 port) {
        announce(host, port);
        if (simulation)
            simulation->drive(host, port, simulation->token());
    });
    QObject::connect(&engine, &Engine::gatewayFailed, &engine, [&](const Error &error) {
        exitCode = report(error);
        engine.stop(); // a login that was due is being refreshed already
    });
    QObject::connect(&engine, &Engine::stopped, &engine, [&] { QCoreApplication::exit(exitCode); });
    QObject::connect(&processSignals, &ProcessSignals::terminate, &engine, &Engine::stop);
    QObject::connect(&processSignals, &ProcessSignals::reload, &engine, &Engine::reload);
    if (const auto started = engine.start(); !started)
        return report(started.error());
    return QCoreApplication::exec();
}

//! Whoever names a file means that one, and no other may be served in its place.
Status checkChoice(const QCommandLineParser &parser, const QCommandLineOption &config,
                   const QCommandLineOption &demo)
{
    if (!parser.isSet(config))
        return Done{};
    if (parser.value(config).isEmpty())
        return failure(ErrorCode::InvalidInput, u"--config: the name of the file is empty"_s);
    if (parser.isSet(demo))
        return failure(ErrorCode::InvalidInput,
                       u"--config and --demo cannot go together: the demo has a configuration of its own"_s);
    return Done{};
}

} // namespace

int runServe(const QStringList &arguments, const Environment &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Runs the gateway without a display until SIGTERM or SIGINT. Prints one line "
        "of JSON on standard output when it is ready; logs go to standard error."_s);
    const QCommandLineOption config(u"config"_s, u"Configuration file."_s, u"FILE"_s);
    const QCommandLineOption listen(u"listen"_s, u"Address to listen on; port 0 asks for a free one."_s,
                                    u"HOST:PORT"_s);
    const QCommandLineOption demo(u"demo"_s, u"Use a built-in simulated provider with made-up accounts."_s);
    const QCommandLineOption format(u"log-format"_s, u"text or json."_s, u"FORMAT"_s, u"text"_s);
    const QCommandLineOption verbose(u"verbose"_s, u"Log each step."_s);
    parser.addOptions({config, listen, demo, format, verbose});
    if (const auto ended = parseArguments(parser, u"serve"_s, arguments, 0))
        return *ended;
    if (const auto chosen = checkChoice(parser, config, demo); !chosen)
        return report(chosen.error());
    if (parser.value(format) != "text"_L1 && parser.value(format) != "json"_L1) {
        printError(u"--log-format takes text or json"_s);
        return ExitUsage;
    }
    std::optional<ListenAddress> address;
    if (parser.isSet(listen)) {
        const auto parsed = ListenAddress::parse(parser.value(listen));
        if (!parsed) {
            printError(u"--listen: %1"_s.arg(parsed.error().detail));
            return ExitUsage;
        }
        address = *parsed;
    }
    if (parser.isSet(verbose))
        QLoggingCategory::setFilterRules(u"*.debug=true\nqt.*.debug=false"_s);
    installLogHandler(parser.value(format) == "json"_L1 ? LogFormat::Json : LogFormat::Text);

    const Engine::Options options{
        .environment = environment,
        .configFile = parser.isSet(config) ? QFileInfo(parser.value(config)).absoluteFilePath() : QString(),
        .listen = address,
        .demo = parser.isSet(demo)};
    return run(options);
}

int runTray(const QStringList &arguments, const Environment &)
{
    const auto program = QCoreApplication::applicationDirPath() + u"/sluice-tray"_s;
    if (const auto exitCode = becomeProgram(program, arguments))
        return *exitCode;
    printError(u"cannot start %1: is the tray application installed?"_s.arg(program));
    return ExitFailed;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/status_text.h"
#include "engine/control/control_client.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>

namespace sluice {

using namespace Qt::StringLiterals;

int runStatus(const QStringList &arguments, const Environment &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Shows accounts, windows, countdowns and sessions of the running instance."_s);
    const QCommandLineOption json(u"json"_s,
                                  u"Print the whole state as JSON, the last 200 choices included."_s);
    const QCommandLineOption watch(u"watch"_s, u"Follow every change until interrupted."_s);
    parser.addOptions({json, watch});
    if (const auto ended = parseArguments(parser, u"status"_s, arguments, 0))
        return *ended;

    const auto show = [&](const QJsonObject &status) {
        auto shown = status;
        shown.remove(u"ok"_s); // of the control protocol, not of the status
        const auto format = parser.isSet(watch) ? QJsonDocument::Compact : QJsonDocument::Indented;
        printOut(parser.isSet(json) ? QString::fromUtf8(QJsonDocument(shown).toJson(format)).trimmed()
                                    : statusText(shown, QDateTime::currentDateTime()));
        return isOutputRead() && !isOutputLost();
    };
    const QJsonObject request{{u"command"_s, u"status"_s}};
    if (parser.isSet(watch)) {
        const auto ended = watchRunningInstance(environment.controlSocket(), request, show, isOutputRead);
        if (!ended && ended.error().code == ErrorCode::UpstreamClosed) {
            printError(u"the running instance has ended"_s);
            return ExitNotRunning;
        }
        return ended ? ExitDone : report(ended.error());
    }
    const auto status = askRunningInstance(environment.controlSocket(), request);
    if (!status)
        return report(status.error());
    show(*status);
    return ExitDone;
}

} // namespace sluice

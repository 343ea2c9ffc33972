// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/logging.h"

#include "engine/base/log_output.h"
#include "engine/base/one_line.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <mutex>
#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcTransport, "transport", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStorage, "storage", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAccounts, "accounts", QtInfoMsg)
Q_LOGGING_CATEGORY(lcRouting, "routing", QtInfoMsg)
Q_LOGGING_CATEGORY(lcGateway, "gateway", QtInfoMsg)
Q_LOGGING_CATEGORY(lcEngine, "engine", QtInfoMsg)
Q_LOGGING_CATEGORY(lcGui, "gui", QtInfoMsg)

namespace {

LogFormat activeFormat = LogFormat::Text; // written once, before the second thread starts

std::mutex outputMutex; // every thread logs
LogOutput standardError(2); // until installLogHandler() knows better
qint64 lostLines = 0; // since the last line that was written

QLatin1StringView levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug"_L1;
    case QtInfoMsg:
        return "info"_L1;
    case QtWarningMsg:
        return "warning"_L1;
    case QtCriticalMsg:
    case QtFatalMsg:
        return "critical"_L1;
    }
    return "info"_L1;
}

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const auto time = QDateTime::currentDateTimeUtc();
    // What Qt says of a call to the system that failed, such as a limit of inotify, has no category and is
    // always critical; it goes on without.
    const bool isOfQt = !context.category;
    const auto line = logLine(activeFormat, isOfQt ? QtWarningMsg : type,
                              isOfQt ? "qt"_L1 : QLatin1StringView(context.category), time, message)
        + '\n';
    const std::scoped_lock lock(outputMutex);
    if (lostLines > 0) {
        const auto lost = u"%1 lines lost: nobody reads them"_s.arg(lostLines);
        const auto category = QLatin1StringView(lcEngine().categoryName());
        if (standardError.write(logLine(activeFormat, QtWarningMsg, category, time, lost) + '\n'))
            lostLines = 0;
    }
    if (lostLines > 0 || !standardError.write(line))
        ++lostLines;
}

} // namespace

QString logField(QLatin1StringView name, const QString &value)
{
    const auto isPlain = [](QChar c) { return c > u' ' && c != u'"' && c != u'=' && !c.isSpace(); };
    auto text = onOneLine(value); // before the quotes, which what the line loses might need
    if (!text.isEmpty() && std::ranges::all_of(std::as_const(text), isPlain))
        return name + u'=' + text;
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return name + u"=\""_s + text + u'"';
}

QString logField(QLatin1StringView name, qint64 value)
{
    return logField(name, QString::number(value));
}

QByteArray logLine(LogFormat format, QtMsgType type, QLatin1StringView category, const QDateTime &time,
                   const QString &message)
{
    const auto at = time.toString(Qt::ISODateWithMs);
    const auto text = onOneLine(message); // whatever a peer made us quote
    if (format == LogFormat::Text)
        return u"%1 %2 %3 %4"_s.arg(at, levelName(type), category, text).toUtf8();
    const QJsonObject object{
        {u"time"_s, at}, {u"level"_s, levelName(type)}, {u"category"_s, category}, {u"message"_s, text}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void installLogHandler(LogFormat format)
{
    activeFormat = format;
    standardError = LogOutput(descriptorForLog(2));
    qInstallMessageHandler(writeLine);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/logging.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <cstdio>

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
    const auto time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    const auto category = QString::fromLatin1(context.category);
    QByteArray line;
    if (activeFormat == LogFormat::Json) {
        const QJsonObject object{{u"time"_s, time},
                                 {u"level"_s, levelName(type)},
                                 {u"category"_s, category},
                                 {u"message"_s, message}};
        line = QJsonDocument(object).toJson(QJsonDocument::Compact);
    } else {
        auto text = message;
        text.replace(u'\n', u' ').replace(u'\r', u' '); // one line each, whatever a peer made us quote
        line = u"%1 %2 %3 %4"_s.arg(time, levelName(type), category, text).toUtf8();
    }
    line += '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
}

} // namespace

QString logField(QLatin1StringView name, const QString &value)
{
    const auto isPlain = [](QChar c) { return c > u' ' && c != u'"' && c != u'=' && !c.isSpace(); };
    if (!value.isEmpty() && std::ranges::all_of(value, isPlain))
        return name + u'=' + value;
    auto quoted = value;
    quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return name + u"=\""_s + quoted + u'"';
}

QString logField(QLatin1StringView name, qint64 value)
{
    return logField(name, QString::number(value));
}

void installLogHandler(LogFormat format)
{
    activeFormat = format;
    qInstallMessageHandler(writeLine);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QLoggingCategory>
#include <QtCore/QString>

class QDateTime;

namespace sluice {

// One category per folder that logs, Info and above by default.
// Debug: each step. Info: what a user may ask about tomorrow. Warning: we went on without something.
// Critical: we cannot serve.
Q_DECLARE_LOGGING_CATEGORY(lcTransport)
Q_DECLARE_LOGGING_CATEGORY(lcStorage)
Q_DECLARE_LOGGING_CATEGORY(lcAccounts)
Q_DECLARE_LOGGING_CATEGORY(lcRouting)
Q_DECLARE_LOGGING_CATEGORY(lcGateway)
Q_DECLARE_LOGGING_CATEGORY(lcEngine)
Q_DECLARE_LOGGING_CATEGORY(lcGui)

enum class LogFormat { Text, Json };

//! `name=value` for a message that others may take apart: quoted where the value is empty or holds spaces,
//! quotes or an equals sign.
QString logField(QLatin1StringView name, const QString &value);
QString logField(QLatin1StringView name, qint64 value);

//! `2026-01-31T12:00:00.123Z level category message`, or the same as JSON; one line, and nothing in it that a
//! terminal would obey.
QByteArray logLine(LogFormat format, QtMsgType type, QLatin1StringView category, const QDateTime &time,
                   const QString &message);

//! Sends every message to stderr as a logLine(). Lines for which there is no room are lost, as waiting for a
//! reader would hold up the gateway; the next one that is written comes after how many.
void installLogHandler(LogFormat format);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/status_text.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <cmath>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODate);
}

//! `in 42 m`, `in 2 h 05 m`, `in 3 d 08 h`: as the popup says it.
QString countdown(const QDateTime &end, const QDateTime &now)
{
    if (!end.isValid())
        return {};
    const auto minutes = std::max<qint64>(0, now.secsTo(end) / 60);
    if (minutes == 0)
        return now < end ? u"in 1 m"_s : u"now"_s;
    if (minutes < 60)
        return u"in %1 m"_s.arg(minutes);
    if (minutes < 24 * 60)
        return u"in %1 h %2 m"_s.arg(minutes / 60).arg(minutes % 60, 2, 10, '0'_L1);
    return u"in %1 d %2 h"_s.arg(minutes / 1440).arg(minutes / 60 % 24, 2, 10, '0'_L1);
}

//! `1 session`, `2 sessions`.
QString counted(int count, const QString &noun)
{
    return u"%1 %2%3"_s.arg(count).arg(noun, count == 1 ? QString() : u"s"_s);
}

//! As wide as a bar.
QString noBar(const QString &why)
{
    return u"%1"_s.arg(why, -32);
}

//! `other`: the account's other window.
QString bar(const QJsonObject &window, const QJsonObject &other, const QDateTime &now)
{
    const auto utilization = window.value("utilization"_L1);
    if (!utilization.isDouble() && window.value("learned_at"_L1).isNull()
        && other.value("utilization"_L1).isDouble())
        return noBar(u"none on this plan"_s);
    if (!utilization.isDouble())
        return u"[··········]    –   %1"_s.arg(QString(), -12);
    const auto percent = std::clamp(utilization.toDouble(), 0.0, 100.0);
    const auto filled = std::clamp(static_cast<int>(std::lround(percent / 10)), 0, 10);
    return u"[%1%2] %3 %  %4"_s.arg(QString(filled, u'█'), QString(10 - filled, u'·'))
        .arg(static_cast<int>(std::lround(percent)), 3)
        .arg(countdown(timeOf(window.value("resets_at"_L1)), now), -12);
}

qint64 secondsUntil(const QDateTime &time, const QDateTime &now)
{
    return time.isValid() ? std::max<qint64>(0, now.secsTo(time)) : 0;
}

//! `busy, again in 8 s`: asked to wait, though its windows are open.
QString busyText(const QDateTime &until, const QDateTime &now)
{
    const auto left = secondsUntil(until, now);
    if (left == 0)
        return u"busy"_s;
    return left < 120 ? u"busy, again in %1 s"_s.arg(left) : u"busy, again "_s + countdown(until, now);
}

//! `, retry in 42 s`; empty where nobody waits for a time.
QString retryText(const QDateTime &until, const QDateTime &now)
{
    const auto left = secondsUntil(until, now);
    if (left == 0)
        return {};
    return left < 120 ? u", retry in %1 s"_s.arg(left) : u", retry in %1 m"_s.arg(left / 60);
}

QString stateText(const QJsonObject &account, const QDateTime &now)
{
    const auto state = account.value("state"_L1).toString();
    const auto until = timeOf(account.value("until"_L1)).toLocalTime();
    const auto at = until.isValid()
        ? u" until "_s + until.toString(until.date() == now.date() ? u"HH:mm"_s : u"ddd HH:mm"_s)
        : QString();
    if (account.value("throttled"_L1).toBool())
        return busyText(until, now);
    if (state == "limited"_L1)
        return u"limited"_s + at;
    if (state == "paused"_L1)
        return u"paused at its own limit"_s + at;
    if (state == "needs_sign_in"_L1)
        return u"sign in again"_s;
    if (state == "unreachable"_L1 && account.value("provider_unreachable"_L1).toBool())
        return u"unreachable%1: %2"_s.arg(retryText(until, now), account.value("problem"_L1).toString());
    if (state == "unreachable"_L1)
        return u"login not usable: "_s + account.value("problem"_L1).toString();
    if (state == "waiting_for_data"_L1)
        return u"waiting for first data"_s;
    if (state == "off"_L1)
        return u"off"_s;
    const auto sessions = account.value("sessions"_L1).toInt();
    return sessions == 0 ? u"idle"_s : counted(sessions, u"session"_s);
}

} // namespace

QString accountsText(const QJsonArray &accounts, const QDateTime &now)
{
    QStringList lines;
    for (const auto &value : accounts) {
        const auto account = value.toObject();
        const auto windows = account.value("windows"_L1).toObject();
        const auto fiveHour = windows.value("five_hour"_L1).toObject();
        const auto weekly = windows.value("weekly"_L1).toObject();
        const bool isMetered = account.value("paid_by_use"_L1).toBool();
        const auto column = [&account](QLatin1StringView name, int width) {
            return account.value(name).toString().leftJustified(width);
        };
        // All at once: an id may hold what a second arg() would take for a place.
        lines.append(u"%1 %2 %3  5 h %4 week %5 %6"_s.arg(
            column("id"_L1, 14), column("provider"_L1, 7), column("plan"_L1, 8),
            isMetered ? noBar(u"paid by use"_s) : bar(fiveHour, weekly, now),
            isMetered ? noBar(u"paid by use"_s) : bar(weekly, fiveHour, now), stateText(account, now)));
    }
    return lines.isEmpty() ? u"No accounts yet. Add one: sluice accounts import PROVIDER [PATH]"_s
                           : lines.join(u'\n');
}

QString statusText(const QJsonObject &status, const QDateTime &now)
{
    const auto gateway = status.value("gateway"_L1).toObject();
    auto text = u"Gateway %1 at %2:%3, %4, %5 running\n"_s
                    .arg(gateway.value("state"_L1).toString(), gateway.value("host"_L1).toString())
                    .arg(gateway.value("port"_L1).toInt())
                    .arg(counted(gateway.value("sessions"_L1).toInt(), u"session"_s),
                         counted(gateway.value("active_requests"_L1).toInt(), u"request"_s));
    const auto problem = gateway.value("problem"_L1).toString();
    if (!problem.isEmpty())
        text += problem + u'\n';
    const auto refused = status.value("configuration_problem"_L1).toString();
    if (!refused.isEmpty())
        text += u"The changed configuration was not taken over, the one before holds. %1\n"_s.arg(refused);
    return text + accountsText(status.value("accounts"_L1).toArray(), now);
}

} // namespace sluice

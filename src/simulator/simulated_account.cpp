// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/simulated_account.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QUuid>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

QString uuidOf(const QString &text)
{
    const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
    return QUuid::fromRfc4122(hash.first(16)).toString(QUuid::WithoutBraces);
}

} // namespace

void SimulatedWindow::passTime(SystemTime now)
{
    if (!resetsAt || now < *resetsAt)
        return;
    utilization = {};
    resetsAt.reset();
}

void SimulatedWindow::use(SystemTime now)
{
    passTime(now);
    if (!resetsAt)
        resetsAt = now + length;
    utilization = utilization + perRequest;
}

QByteArray SimulatedWindow::status() const
{
    return isFull() ? "rejected" : utilization >= warning ? "allowed_warning" : "allowed";
}

void SimulatedAccount::passTime(SystemTime now)
{
    fiveHour.passTime(now);
    sevenDay.passTime(now);
}

void SimulatedAccount::use(SystemTime now)
{
    fiveHour.use(now);
    sevenDay.use(now);
}

Status SimulatedAccount::configure(const QJsonObject &members, SystemTime now)
{
    passTime(now);
    const auto setUtilization = [now](SimulatedWindow &window, double fraction) {
        window.utilization = Percent::ofFraction(fraction);
        if (!window.resetsAt)
            window.resetsAt = now + window.length;
    };
    const auto setReset = [now](SimulatedWindow &window, double inSeconds) {
        window.resetsAt = now + milliseconds{std::llround(inSeconds * 1000)};
    };
    for (auto member = members.begin(); member != members.end(); ++member) {
        const QString key = member.key();
        const double number = member->toDouble();
        if (key == "five_hour"_L1)
            setUtilization(fiveHour, number);
        else if (key == "seven_day"_L1)
            setUtilization(sevenDay, number);
        else if (key == "five_hour_resets_in"_L1)
            setReset(fiveHour, number);
        else if (key == "seven_day_resets_in"_L1)
            setReset(sevenDay, number);
        else if (key == "five_hour_per_request"_L1)
            fiveHour.perRequest = Percent::ofFraction(number);
        else if (key == "seven_day_per_request"_L1)
            sevenDay.perRequest = Percent::ofFraction(number);
        else if (key == "plan"_L1)
            plan = member->toString();
        else if (key == "tier"_L1)
            tier = member->toString();
        else if (key == "expire_access"_L1)
            expiredUpTo = member->toBool() ? generation : 0;
        else if (key == "revoke_refresh"_L1)
            refreshRevoked = member->toBool();
        else if (key == "week_only"_L1)
            hasWeekOnly = member->toBool();
        else
            return failure(ErrorCode::InvalidInput, "unknown member "_L1 + key);
    }
    return Done{};
}

QString SimulatedAccount::accountUuid() const
{
    return uuidOf("account "_L1 + name);
}

QString SimulatedAccount::organizationUuid() const
{
    return uuidOf("organization "_L1 + name);
}

qint64 secondsToReset(const SimulatedAccount &account, SystemTime now)
{
    qint64 result = 0;
    for (const auto *window : {&account.fiveHour, &account.sevenDay}) {
        if (window->isFull() && window->resetsAt)
            result = std::max<qint64>(result, std::chrono::ceil<seconds>(*window->resetsAt - now).count());
    }
    return result;
}

} // namespace sluice

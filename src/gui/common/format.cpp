// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/format.h"

#include "gui/common/error_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QTimeZone>

#include <algorithm>
#include <array>
#include <cmath>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sluice::Words)
};

QDateTime local(SystemTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toUnixMilliseconds(time));
}

//! The locale's short form; the C locale's own has seconds, which no one wants to read.
QString shortTime(const QDateTime &time)
{
    const QLocale locale;
    if (locale.language() == QLocale::C)
        return time.toString(u"HH:mm"_s);
    return locale.toString(time.time(), QLocale::ShortFormat);
}

QString twoDigits(qint64 value)
{
    return QLocale().toString(value).rightJustified(2, QLocale().zeroDigit().at(0));
}

QString inSeconds(milliseconds left)
{
    return QLocale().toString(qlonglong{std::chrono::ceil<seconds>(left).count()});
}

//! Two minutes are told as seconds.
bool isInSeconds(milliseconds left)
{
    return std::chrono::ceil<seconds>(left) < 2min;
}

//! Its windows are open, so it is not called limited.
QString busyText(const AccountSnapshot &account, SystemTime now)
{
    if (!account.until || *account.until <= now)
        return Words::tr("busy");
    if (const auto left = *account.until - now; isInSeconds(left))
        return Words::tr("busy, again in %1 s").arg(inSeconds(left));
    return Words::tr("busy, again %1").arg(countdown(*account.until, now));
}

QString limitedText(const AccountSnapshot &account, SystemTime now)
{
    if (account.isThrottled)
        return busyText(account, now);
    if (!account.until)
        return Words::tr("limited");
    return Words::tr("limited until %1").arg(clockTime(*account.until, now));
}

QString pausedText(const AccountSnapshot &account)
{
    const auto kind = account.limitedBy.value_or(WindowKind::FiveHour);
    const auto window = std::ranges::find(account.windows, kind, &WindowSnapshot::kind);
    if (window == account.windows.end())
        return Words::tr("paused");
    return Words::tr("paused at %1").arg(percent(window->cap));
}

QString unreachableText(const AccountSnapshot &account, SystemTime now)
{
    if (!account.until || *account.until <= now)
        return Words::tr("unreachable");
    if (const auto left = *account.until - now; isInSeconds(left))
        return Words::tr("unreachable, retry in %1 s").arg(inSeconds(left));
    return Words::tr("unreachable, retry %1").arg(countdown(*account.until, now));
}

} // namespace

QString duration(milliseconds length)
{
    using std::chrono::days, std::chrono::hours, std::chrono::minutes;
    const auto text = [](qint64 value) { return QLocale().toString(value); };
    if (length < 1h)
        return Words::tr("%1 m").arg(text(std::max<qint64>(1, std::chrono::floor<minutes>(length).count())));
    if (length < 24h) {
        const auto whole = std::chrono::floor<hours>(length);
        const auto rest = std::chrono::floor<minutes>(length - whole);
        return Words::tr("%1 h %2 m").arg(text(whole.count()), twoDigits(rest.count()));
    }
    const auto whole = std::chrono::floor<days>(length);
    const auto rest = std::chrono::floor<hours>(length - whole);
    return Words::tr("%1 d %2 h").arg(text(whole.count()), twoDigits(rest.count()));
}

QString countdown(SystemTime to, SystemTime now)
{
    return to <= now ? Words::tr("now") : Words::tr("in %1", "countdown").arg(duration(to - now));
}

QString age(SystemTime then, SystemTime now)
{
    const auto passed = now - then;
    const auto text = [](qint64 value) { return QLocale().toString(value); };
    if (passed < 1min)
        return Words::tr("just now");
    if (passed < 1h)
        return Words::tr("%1 m ago").arg(text(std::chrono::floor<std::chrono::minutes>(passed).count()));
    if (passed < 24h)
        return Words::tr("%1 h ago").arg(text(std::chrono::floor<std::chrono::hours>(passed).count()));
    return Words::tr("%1 d ago").arg(text(std::chrono::floor<std::chrono::days>(passed).count()));
}

QString clockTime(SystemTime time, SystemTime now)
{
    const auto there = local(time);
    if (there.date() == local(now).date())
        return shortTime(there);
    const auto weekday = QLocale().dayName(there.date().dayOfWeek(), QLocale::ShortFormat);
    return Words::tr("%1 %2", "weekday, time").arg(weekday, shortTime(there));
}

QString absoluteTime(SystemTime time)
{
    const auto there = local(time);
    const auto date = QLocale().toString(there.date(), QLocale::LongFormat);
    return Words::tr("%1, %2", "date, time").arg(date, shortTime(there));
}

QString percent(Percent value)
{
    const QLocale locale;
    const auto number = locale.toString(std::llround(std::clamp(value.value(), 0.0, 100.0)));
    return Words::tr("%1 %2", "number, percent sign").arg(number, locale.percent());
}

QString tokens(qint64 count)
{
    struct Unit
    {
        double size;
        const char *text;
    };
    static constexpr std::array units{
        Unit{1e9, QT_TRANSLATE_NOOP("sluice::Words", "%1 G")},
        Unit{1e6, QT_TRANSLATE_NOOP("sluice::Words", "%1 M")},
        Unit{1e3, QT_TRANSLATE_NOOP("sluice::Words", "%1 k")},
    };
    const QLocale locale;
    for (const auto &unit : units) {
        const auto scaled = static_cast<double>(count) / unit.size;
        if (scaled < 0.9995)
            continue;
        const bool fine = unit.size > 1e3 ? scaled < 99.95 : scaled < 9.95;
        return Words::tr(unit.text).arg(locale.toString(scaled, 'f', fine ? 1 : 0));
    }
    return locale.toString(count);
}

QString sessions(int count)
{
    return Words::tr("%n session(s)", nullptr, count);
}

QString allOf(const QStringList &names)
{
    return names.size() < 2 ? names.join(QString())
                            : Words::tr("%1 and %2", "a list's last name after the others")
                                  .arg(names.first(names.size() - 1).join(u", "_s), names.last());
}

QString anyOf(const QStringList &names)
{
    return names.size() < 2 ? names.join(QString())
                            : Words::tr("%1 or %2", "a list's last name after the others")
                                  .arg(names.first(names.size() - 1).join(u", "_s), names.last());
}

QString windowLabel(WindowKind kind)
{
    return kind == WindowKind::FiveHour ? Words::tr("5 h") : Words::tr("Week");
}

QString windowName(WindowKind kind)
{
    return kind == WindowKind::FiveHour ? Words::tr("5 h window") : Words::tr("week");
}

QString scopeName(const ScopedWindow &window)
{
    return window.isNameless ? Words::tr("Extra") : window.scope;
}

QString noWindowText(const AccountSnapshot &account, const WindowSnapshot &window)
{
    if (account.isMetered)
        return Words::tr("paid by use");
    const bool othersKnown = std::ranges::any_of(
        account.windows, [](const WindowSnapshot &other) { return other.utilization.has_value(); });
    return othersKnown && !window.utilization && !window.learnedAt ? Words::tr("none on this plan")
                                                                   : QString();
}

QString clearName(const AccountSnapshot &account, const QList<AccountSnapshot> &all)
{
    const bool isShared = std::ranges::any_of(all, [&](const AccountSnapshot &other) {
        return other.name == account.name && other.providerId != account.providerId;
    });
    return isShared ? Words::tr("%1 (%2)", "account, provider").arg(account.name, account.providerName)
                    : account.name;
}

QString waitingText(const AccountSnapshot &account)
{
    return account.store == "vault"_L1 ? Words::tr("waits for the vault")
                                       : Words::tr("waits for the keychain");
}

QString stateText(const AccountSnapshot &account, SystemTime now)
{
    switch (account.phase) {
    case AccountPhase::WaitingForData:
        return account.sessions > 0 ? sessions(account.sessions) : Words::tr("waiting for first data");
    case AccountPhase::Ready:
        return account.sessions > 0 ? sessions(account.sessions) : Words::tr("idle");
    case AccountPhase::Limited:
        return limitedText(account, now);
    case AccountPhase::Paused:
        return pausedText(account);
    case AccountPhase::NeedsSignIn:
        return Words::tr("sign in again");
    case AccountPhase::Unreachable:
        return account.waitsForStore ? waitingText(account) : unreachableText(account, now);
    case AccountPhase::Off:
        return Words::tr("off");
    }
    return {};
}

QString gatewayText(const EngineSnapshot &snapshot)
{
    switch (snapshot.state) {
    case GatewayState::Starting:
        return Words::tr("starting");
    case GatewayState::Listening: {
        // What it listens on, not what clients use: who listens on all addresses wants to see that.
        const auto host = snapshot.host.contains(u':') ? u'[' + snapshot.host + u']' : snapshot.host;
        const auto address = u"%1:%2"_s.arg(host).arg(snapshot.port);
        const auto work = snapshot.sessions > 0 ? sessions(snapshot.sessions) : Words::tr("no sessions");
        return Words::tr("%1 · %2", "address, sessions").arg(address, work);
    }
    case GatewayState::Off:
        return Words::tr("gateway is off");
    case GatewayState::Failed:
        if (!snapshot.fault.detail.isEmpty())
            return wholeText(snapshot.fault);
        return snapshot.problem.isEmpty() ? Words::tr("gateway could not start") : snapshot.problem;
    case GatewayState::Draining:
        return Words::tr("finishing running requests");
    }
    return {};
}

QString configurationText(const EngineSnapshot &snapshot)
{
    if (snapshot.configurationProblem.isEmpty())
        return {};
    return Words::tr("The changed configuration was not taken over, the one before holds. %1",
                     "what is wrong")
        .arg(snapshot.configurationProblem);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/account_book.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

constexpr QByteArrayView accessPrefix = "sim-access-";
constexpr QByteArrayView refreshPrefix = "sim-refresh-";

bool isName(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

} // namespace

milliseconds AccountBook::shortened(milliseconds length, double speed)
{
    return milliseconds{std::llround(static_cast<double>(length.count()) / speed)};
}

QByteArray SimulatedToken::text() const
{
    return (kind == Kind::Access ? accessPrefix : refreshPrefix).toByteArray() + name.toLatin1() + '-'
        + QByteArray::number(generation);
}

std::optional<SimulatedToken> SimulatedToken::parse(QByteArrayView text)
{
    const bool access = text.startsWith(accessPrefix);
    if (!access && !text.startsWith(refreshPrefix))
        return std::nullopt;
    const QByteArrayView rest = text.sliced(access ? accessPrefix.size() : refreshPrefix.size());
    const qsizetype dash = rest.lastIndexOf('-');
    if (dash < 0 || !isName(rest.first(dash)))
        return std::nullopt;
    bool isNumber = false;
    const int generation = rest.sliced(dash + 1).toByteArray().toInt(&isNumber);
    if (!isNumber || generation < 1)
        return std::nullopt;
    return SimulatedToken{access ? Kind::Access : Kind::Refresh, QString::fromLatin1(rest.first(dash)),
                          generation};
}

SimulatedAccount &AccountBook::account(const QString &name)
{
    auto found = m_accounts.find(name);
    if (found == m_accounts.end()) {
        SimulatedAccount made = {.name = name};
        made.fiveHour.length = shortened(made.fiveHour.length, m_speed);
        made.sevenDay.length = shortened(made.sevenDay.length, m_speed);
        found = m_accounts.insert(name, made);
    }
    return *found;
}

SimulatedAccount &AccountBook::ofToken(const SimulatedToken &token)
{
    const bool isNew = !m_accounts.contains(token.name);
    SimulatedAccount &result = account(token.name);
    if (isNew)
        result.generation = token.generation; // a token file may be older than this process
    return result;
}

SimulatedAccount *AccountBook::ofAccessToken(const SimulatedToken &token)
{
    if (token.kind != SimulatedToken::Kind::Access)
        return nullptr;
    SimulatedAccount &result = ofToken(token);
    if (token.generation > result.generation || token.generation <= result.expiredUpTo)
        return nullptr;
    return &result;
}

Result<SimulatedAccount> AccountBook::refresh(const SimulatedToken &token)
{
    if (token.kind != SimulatedToken::Kind::Refresh)
        return failure(ErrorCode::SignInNeeded, u"not a refresh token"_s);
    SimulatedAccount &result = ofToken(token);
    if (token.generation < result.generation) {
        ++m_refreshReuses;
        return failure(ErrorCode::SignInNeeded, u"refresh token used before"_s);
    }
    if (token.generation > result.generation || result.refreshRevoked)
        return failure(ErrorCode::SignInNeeded, u"refresh token not valid"_s);
    ++m_refreshes;
    ++result.generation;
    return result;
}

void AccountBook::clear()
{
    m_accounts.clear();
    m_refreshes = 0;
    m_refreshReuses = 0;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/login_move.h"

#include "engine/storage/settings_parser.h"
#include "engine/storage/settings_store.h"

#include <QtCore/QJsonArray>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

const QStringList &kindNames()
{
    static const QStringList names{u"nowhere"_s, u"cli"_s, u"sign-in"_s, u"keychain"_s, u"vault"_s};
    return names;
}

QJsonObject toJson(const LoginPlace &place)
{
    return {{u"kind"_s, kindNames().at(static_cast<qsizetype>(place.kind))}, {u"name"_s, place.name}};
}

std::optional<LoginPlace> placeFromJson(const QJsonValue &json)
{
    const auto kind = kindNames().indexOf(json["kind"_L1].toString());
    if (kind < 0)
        return std::nullopt;
    return LoginPlace{static_cast<LoginPlace::Kind>(kind), json["name"_L1].toString()};
}

} // namespace

QJsonObject toJson(const LoginMove &move)
{
    auto account = move.account;
    account.proxy.clear(); // may hold a password, and only an account that is there already has one
    return {{u"id"_s, move.id},
            {u"from"_s, toJson(move.from)},
            {u"to"_s, toJson(move.to)},
            {u"mark"_s, QString::fromLatin1(move.mark)},
            {u"account"_s, accountToJson(account)},
            {u"removes_account"_s, move.removesAccount},
            {u"must_arrive"_s, move.mustArrive},
            {u"replaces"_s, move.replaces}};
}

std::optional<LoginMove> moveFromJson(const QJsonObject &json, const QStringList &providers)
{
    const auto from = placeFromJson(json.value("from"_L1));
    const auto to = placeFromJson(json.value("to"_L1));
    const auto parsed = parseSettings({{u"accounts"_s, QJsonArray{json.value("account"_L1)}}},
                                      {.file = u"journal"_s, .providers = providers});
    if (!from || !to || !parsed)
        return std::nullopt;
    return LoginMove{.id = json.value("id"_L1).toString(),
                     .from = *from,
                     .to = *to,
                     .mark = json.value("mark"_L1).toString().toLatin1(),
                     .account = parsed->settings.accounts.first(),
                     .removesAccount = json.value("removes_account"_L1).toBool(),
                     .mustArrive = json.value("must_arrive"_L1).toBool(),
                     .replaces = json.value("replaces"_L1).toBool()};
}

namespace {

//! The login has arrived at `to`.
Resumption afterArrival(Found from)
{
    switch (from) {
    case Found::TheLogin:
        return Resumption::ClearSource;
    case Found::Nothing:
    case Found::Stranger: // its owner has put it there after we had cleared the place
        return Resumption::Settle;
    case Found::Successor: // renewed where it was before we could clear the place: that one is alive
        return Resumption::ClearTarget;
    case Found::Unknown:
        break;
    }
    return Resumption::Wait;
}

//! It is still at `from`, and something else or nothing at `to`.
Resumption beforeArrival(const LoginMove &move, Found to)
{
    if (move.mustArrive && (to == Found::Nothing || move.replaces))
        return Resumption::Repeat;
    const bool wasRenewed = to == Found::Successor && move.to.kind == LoginPlace::Kind::CliFile;
    return wasRenewed ? Resumption::ClearSource : Resumption::Drop;
}

} // namespace

Resumption resumption(const LoginMove &move, Found from, Found to)
{
    if (from == Found::Unknown || to == Found::Unknown)
        return Resumption::Wait;
    if (move.to.kind == LoginPlace::Kind::Nowhere)
        return from == Found::TheLogin || from == Found::Successor ? Resumption::ClearSource
                                                                   : Resumption::Settle;
    if (to == Found::TheLogin)
        return afterArrival(from);
    if (from == Found::TheLogin)
        return beforeArrival(move, to);
    // It had left already, and the CLI has renewed or replaced it in its new home.
    const bool hasLeft = from == Found::Nothing && to != Found::Nothing;
    return hasLeft && move.to.kind == LoginPlace::Kind::CliFile ? Resumption::Settle : Resumption::Drop;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_place.h"
#include "engine/storage/settings.h"

#include <QtCore/QJsonObject>

#include <optional>

namespace sluice {

//! One login on its way from one home to another, and what the configuration is to say then. Holds no secret
//! but the password that the account's proxy may have.
struct LoginMove
{
    QString id = {}; //!< of its entry in the journal
    LoginPlace from = {};
    LoginPlace to = {};
    QByteArray mark = {}; //!< loginMark() of the login; empty: a sign-in that has not brought one yet
    AccountSettings account = {}; //!< afterwards; of one that is there already only its home and owner count
    bool removesAccount = false; //!< the account goes instead
    bool mustArrive = false; //!< a person counts on it: the next start repeats what had not begun
    bool replaces = false; //!< what `to` holds may be written over: a second sign-in
    bool operator==(const LoginMove &) const = default;
};

QJsonObject toJson(const LoginMove &move); //!< without the proxy
//! Nothing where it is damaged. `providers` as the configuration may name them.
std::optional<LoginMove> moveFromJson(const QJsonObject &json, const QStringList &providers);

//! What stands at one end of an interrupted move.
enum class Found : std::uint8_t {
    Nothing,
    TheLogin, //!< the very one that was to move
    Successor, //!< another login of the same owner
    Stranger, //!< a login of somebody else, or of nobody known
    Unknown, //!< the place does not answer
};

//! How an interrupted move goes on.
enum class Resumption : std::uint8_t {
    Wait, //!< until both ends answer
    Repeat, //!< from the beginning
    ClearSource, //!< it has arrived: clear `from`, then settle
    Settle, //!< nothing left but the configuration
    ClearTarget, //!< `from` has gone on living: what arrived is old
    Drop, //!< it never began
};

//! The rule behind it: a copy goes only when the other end shows the same login or a later one of its owner.
Resumption resumption(const LoginMove &move, Found from, Found to);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"

namespace sluice {

//! What keeps an account from working as it should, as a value: the English sentence beside it is for the
//! log, the command line and JSON, and windows say it in the language of the person.
struct AccountFault
{
    enum class Kind : std::uint8_t {
        None, //!< nothing, or nothing that has a name here: then the sentence is all there is
        LoginMissing, //!< its home holds no login
        NotALogin, //!< its home holds something else
        FileUnreadable,
        StoreLocked, //!< the keychain waits for a person
        StoreSilent, //!< keychain or vault do not answer
        NotWritable, //!< a renewed login could not be saved, so none is asked for
        TokenRefused, //!< and there is nothing to renew it with
        LoginRefused, //!< the provider does not renew it any more
        RenewalFailing, //!< `cause` says why; tried again
        LoginShared, //!< it is a copy of the login of `account`, which renews it
        Unsaved, //!< renewed, but not written back yet; `cause` says why
        FreshTokenRefused, //!< the provider refuses what it has just given
        ProxyFailing, //!< the account's own proxy gives no connection
        ProviderUnreachable, //!< `cause` says how; the account itself is fine, and requests are tried
    };
    Kind kind = Kind::None;
    ErrorCode cause = ErrorCode::Internal;
    QString account = {}; //!< another one's id
    bool operator==(const AccountFault &) const = default;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/logins/problem_text.h"

#include "gui/common/error_text.h"
#include "gui/logins/login_words.h"

#include <QtCore/QCoreApplication>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

struct Problems
{
    Q_DECLARE_TR_FUNCTIONS(sluice::Problems)
};

//! An English detail as a sentence.
QString sentence(QString detail)
{
    if (detail.isEmpty())
        return detail;
    detail[0] = detail[0].toUpper();
    return detail.endsWith(u'.') ? detail : detail + u'.';
}

QString whatOf(ErrorCode code)
{
    return errorText({code, {}}).what;
}

} // namespace

QString problemText(const AccountSnapshot &account)
{
    switch (account.fault.kind) {
    case AccountFault::Kind::None:
        break;
    case AccountFault::Kind::LoginMissing:
        return Problems::tr("%1 there is no login.", "where: In the keychain").arg(homeText(account));
    case AccountFault::Kind::NotALogin:
        return Problems::tr("%1 there is something that is no login.", "where: In a file")
            .arg(homeText(account));
    case AccountFault::Kind::FileUnreadable:
        return Problems::tr("%1 cannot be read. Give your user the right to read it.", "a file")
            .arg(account.path);
    case AccountFault::Kind::StoreLocked:
        return whatOf(ErrorCode::StoreLocked);
    case AccountFault::Kind::StoreSilent:
        return account.store == "vault"_L1 ? Problems::tr("Sluice's vault cannot be read.")
                                           : whatOf(ErrorCode::StoreUnavailable);
    case AccountFault::Kind::NotWritable:
        return Problems::tr("%1 cannot be written, so its login cannot be renewed. Give your user the right "
                            "to write it and to its folder.",
                            "a file")
            .arg(account.path);
    case AccountFault::Kind::TokenRefused:
        return Problems::tr("The provider refuses this token, and there is nothing to renew it with.");
    case AccountFault::Kind::LoginRefused:
        return whatOf(ErrorCode::SignInNeeded);
    case AccountFault::Kind::RenewalFailing:
        return Problems::tr("The login could not be renewed. %1", "why, a sentence")
            .arg(whatOf(account.fault.cause));
    case AccountFault::Kind::LoginShared:
        return Problems::tr("This is a copy of the login of account “%1”, which renews it, and that works in "
                            "one place only. Sign in again here, or remove this account.")
            .arg(account.fault.account);
    case AccountFault::Kind::Unsaved:
        return Problems::tr("The renewed login could not be written back yet. %1", "why, a sentence")
            .arg(whatOf(account.fault.cause));
    case AccountFault::Kind::FreshTokenRefused:
        return Problems::tr("The provider refuses this login although it is fresh.");
    case AccountFault::Kind::ProxyFailing:
        return Problems::tr("The account's own proxy gives no connection. Check whether it runs.");
    case AccountFault::Kind::ProviderUnreachable:
        return wholeText({.code = account.fault.cause});
    }
    return sentence(account.problem);
}

} // namespace sluice

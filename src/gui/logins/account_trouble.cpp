// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/logins/account_trouble.h"

#include "gui/common/format.h"

#include <QtCore/QCoreApplication>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

struct Troubles
{
    Q_DECLARE_TR_FUNCTIONS(sluice::Troubles)
};

//! An English detail as a sentence.
QString sentence(QString detail)
{
    if (detail.isEmpty())
        return detail;
    detail[0] = detail[0].toUpper();
    return detail.endsWith(u'.') ? detail : detail + u'.';
}

QString joined(const QString &detail, const QString &advice)
{
    return detail.isEmpty()
        ? advice
        : Troubles::tr("%1 %2", "what is wrong, what to do").arg(sentence(detail), advice);
}

Trouble storeTrouble(const AccountSnapshot &account)
{
    const auto advice = account.store == "vault"_L1
        ? Troubles::tr("This login is in Sluice's vault, which cannot be read now.")
        : Troubles::tr("This login is in the keychain; unlocked, it is used again.");
    return {joined(account.problem, advice), Remedy::RetryStores, Troubles::tr("Try again"),
            waitingText(account)};
}

} // namespace

std::optional<Trouble> troubleOf(const AccountSnapshot &account)
{
    if (account.waitsForStore)
        return storeTrouble(account);
    if (!account.otherOwner.isEmpty())
        return Trouble{Troubles::tr("%1 now holds the login of %2, not the one that this account began with.")
                           .arg(account.path, account.otherOwner),
                       Remedy::AcceptOwner, Troubles::tr("That is right, keep it"),
                       Troubles::tr("whose login?")};
    if (account.phase == AccountPhase::NeedsSignIn)
        return Trouble{joined(account.problem, Troubles::tr("Only a new sign-in helps.")), Remedy::SignIn,
                       Troubles::tr("Sign in again"), stateText(account, {})};
    if (account.phase == AccountPhase::Unreachable)
        return Trouble{
            .text = joined(account.problem,
                           Troubles::tr("Sluice tries again by itself; other accounts go on meanwhile."))};
    return std::nullopt;
}

} // namespace sluice

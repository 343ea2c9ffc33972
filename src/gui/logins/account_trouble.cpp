// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/logins/account_trouble.h"

#include "gui/common/format.h"
#include "gui/logins/problem_text.h"

#include <QtCore/QCoreApplication>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

struct Troubles
{
    Q_DECLARE_TR_FUNCTIONS(sluice::Troubles)
};

QString joined(const QString &problem, const QString &advice)
{
    return problem.isEmpty() ? advice
                             : Troubles::tr("%1 %2", "what is wrong, what to do").arg(problem, advice);
}

Trouble storeTrouble(const AccountSnapshot &account)
{
    const auto advice = account.store == "vault"_L1
        ? Troubles::tr("A login in Sluice's vault is used again once the vault can be read.")
        : Troubles::tr("This login is in the keychain; unlocked, it is used again.");
    return {joined(problemText(account), advice), Remedy::RetryStores, Troubles::tr("Try again"),
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
        return Trouble{joined(problemText(account), Troubles::tr("Only a new sign-in helps.")),
                       Remedy::SignIn, Troubles::tr("Sign in again"), stateText(account, {})};
    if (account.fault.kind == AccountFault::Kind::LoginShared)
        return Trouble{problemText(account), Remedy::SignIn, Troubles::tr("Sign in again"),
                       stateText(account, {})};
    if (account.fault.kind == AccountFault::Kind::ProviderUnreachable)
        return Trouble{.text = joined(problemText(account),
                                      Troubles::tr("Sluice goes on trying, with every request too."))};
    if (account.phase == AccountPhase::Unreachable)
        return Trouble{
            .text = joined(problemText(account),
                           Troubles::tr("Sluice tries again by itself; other accounts go on meanwhile."))};
    return std::nullopt;
}

} // namespace sluice

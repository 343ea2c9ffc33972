// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/logins/login_words.h"

#include "gui/common/error_text.h"

#include <QtCore/QCoreApplication>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

struct Logins
{
    Q_DECLARE_TR_FUNCTIONS(sluice::Logins)
};

QString pastableText(const PastableToken &token)
{
    if (token.kind == LoginKind::ApiKey)
        return Logins::tr("An API key begins with %1. It is paid by use and serves when no subscription can.")
            .arg(token.prefix);
    return Logins::tr("A token from “%1” begins with %2. It lasts %n year(s), and Sluice learns its limits "
                      "from traffic alone.",
                      nullptr, token.years)
        .arg(token.command, token.prefix);
}

} // namespace

QString homeText(const AccountSnapshot &account)
{
    if (account.store == "file"_L1)
        return Logins::tr("In %1", "a file").arg(account.path);
    return account.store == "vault"_L1 ? Logins::tr("In Sluice's vault") : Logins::tr("In the keychain");
}

ChoiceWords homeWords(CredentialStore home, const QString &client)
{
    const auto moved =
        client.isEmpty() ? QString() : u' ' + Logins::tr("%1 itself is signed out there.").arg(client);
    switch (home) {
    case CredentialStore::File:
        return {
            Logins::tr("Leave it with %1").arg(client),
            Logins::tr("Nothing is moved: both use the same login, and each sees what the other renews.")};
    case CredentialStore::Keychain:
        return {client.isEmpty() ? Logins::tr("In the keychain") : Logins::tr("Move it into the keychain"),
                Logins::tr("The system's own place for secrets, locked with your session.") + moved};
    case CredentialStore::Vault:
        return {client.isEmpty() ? Logins::tr("In Sluice's vault")
                                 : Logins::tr("Move it into Sluice's vault"),
                Logins::tr("A file that only you can read, for machines without a keychain.") + moved};
    }
    return {};
}

QString pasteHint(const ProviderInfo &provider)
{
    QStringList hints;
    for (const auto &token : provider.pastables)
        hints += pastableText(token);
    return hints.isEmpty() ? Logins::tr("A token or key as the provider gave it to you.") : hints.join(u' ');
}

QString useExplanation(const QString &client, const QString &file)
{
    return Logins::tr(
               "Its login is written to %2, where %1 finds it the next time it starts. The login that is "
               "there now is kept: it becomes, or stays, an account of its own in Sluice.")
        .arg(client, file);
}

LoginEnd loginEnd(const LoginOutcome &outcome, const Error &error)
{
    if (!error.detail.isEmpty()) {
        const auto text = errorText(error);
        return {LoginEnd::Kind::Failed, text.what, text.remedy,
                text.remedy == error.detail ? QString() : error.detail};
    }
    if (outcome.replaced)
        return {LoginEnd::Kind::Done, Logins::tr("%1 has its new login").arg(outcome.name),
                Logins::tr("It was one of your accounts already and goes on with what is set for it."),
                outcome.note};
    return {LoginEnd::Kind::Done, Logins::tr("%1 is one of your accounts now").arg(outcome.name),
            Logins::tr("The gateway chooses it like the others. Its limits show up with the first answers."),
            outcome.note};
}

LoginEnd signInEnd(const SignInProgress &progress)
{
    if (progress.stage == SignInProgress::Stage::Cancelled)
        return {LoginEnd::Kind::Cancelled,
                Logins::tr("The sign-in was cancelled"),
                Logins::tr("Nothing was changed."),
                {}};
    const auto &detail = progress.error.detail;
    const auto failed = [&](const QString &text) {
        return LoginEnd{LoginEnd::Kind::Failed, Logins::tr("The sign-in did not work"), text, detail};
    };
    if (detail.isEmpty())
        return loginEnd(progress.outcome, {});
    if (progress.error.code == ErrorCode::NotFound)
        return failed(Logins::tr("The CLI that signs in is not installed here."));
    if (progress.error.code == ErrorCode::TimedOut)
        return failed(Logins::tr("Nobody signed in in time. Try again when you have a browser at hand."));
    if (progress.error.code == ErrorCode::CredentialMissing)
        return failed(
            Logins::tr("The CLI ended without a login. What it said may tell why; then try again."));
    return loginEnd({}, progress.error);
}

} // namespace sluice

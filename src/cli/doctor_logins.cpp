// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/doctor_logins.h"

#include "engine/accounts/login_homes.h"
#include "engine/base/read_file.h"
#include "engine/logins/login_journal.h"
#include "engine/provider_list.h"
#include "engine/storage/keychain.h"
#include "engine/storage/vault_secret_store.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

void checkTokenExpiry(Findings &findings, const QString &what, const TokenSet &tokens,
                      const OAuthProfile &oauth)
{
    const auto now = SystemClock().now();
    if (!tokens.expiresAt || *tokens.expiresAt > now)
        findings.good(u"%1: signed in"_s.arg(what));
    else if (oauth.canRefresh(tokens))
        findings.good(u"%1: the access token has expired and will be refreshed"_s.arg(what));
    else
        findings.bad(u"%1: the token has expired and cannot be refreshed"_s.arg(what),
                     u"sign in again with the provider's own CLI"_s);
}

void checkLocks(Findings &findings, const QString &what, const QList<LockSpec> &locks)
{
    bool isFine = true;
    for (const auto &lock : locks) {
        const QFileInfo info(lock.path);
        const bool isFile = lock.kind == LockSpec::Kind::Advisory;
        const bool isWrong = isFile ? info.isDir() : info.exists() && !info.isDir();
        isFine = isFine && !isWrong;
        if (isWrong && isFile)
            findings.bad(u"%1: a folder stands where the lock %2 should be made"_s.arg(what, lock.path),
                         u"remove that folder"_s);
        else if (isWrong)
            findings.bad(u"%1: a plain file stands where the lock %2 should be made"_s.arg(what, lock.path),
                         u"remove that file"_s);
    }
    if (isFine)
        findings.good(u"%1: nothing stands where its locks are made"_s.arg(what));
}

QString signInRemedy(const Provider &provider)
{
    const auto remedy = u"sign in with the provider's own CLI, or correct the path"_s;
    const auto setting = provider.client() ? provider.client()->info().fileStoreSetting : QString();
    return setting.isEmpty()
        ? remedy
        : u"%1; if the CLI keeps its login in the keychain, put %2 into its settings first"_s.arg(remedy,
                                                                                                  setting);
}

void checkFile(Findings &findings, const AccountSettings &account, const Provider &provider,
               const Environment &environment)
{
    const auto what = u"account %1"_s.arg(account.id);
    const auto file = environment.expanded(account.path);
    const auto content = readFile(file);
    if (!content) {
        findings.bad(u"%1: %2"_s.arg(what, content.error().detail),
                     content.error().code == ErrorCode::NotFound
                         ? signInRemedy(provider)
                         : u"let the path lead to a file that you can read"_s);
        return;
    }
    const QFileInfo info(file);
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    if (info.permissions() & others)
        findings.warn(u"%1: others can read %2"_s.arg(what, file), u"chmod 600 that file"_s);
    if (!info.isWritable())
        findings.bad(u"%1: %2 cannot be written"_s.arg(what, file),
                     u"without that no refresh is made, since the new tokens could not be saved"_s);
    const auto tokens = provider.oauth().parseCredentials(*content);
    if (tokens)
        checkTokenExpiry(findings, what, *tokens, provider.oauth());
    else
        findings.bad(u"%1: %2"_s.arg(what, tokens.error().detail), u"sign in with the provider's own CLI"_s);
    checkLocks(findings, what, provider.oauth().refreshLocks(file));
}

//! Waits for the store, which answers in bounded time.
Result<Secret> readNow(SecretStore &store, const QString &entry)
{
    Result<Secret> result = Secret();
    QObject scope;
    QObject::connect(store.read(entry, &scope), &SecretJob::finished, &scope,
                     [&result](const Result<Secret> &value) {
                         result = value;
                         QCoreApplication::exit();
                     });
    QCoreApplication::exec();
    return result;
}

void checkEntry(Findings &findings, const AccountSettings &account, const Provider &provider,
                SecretStore &store)
{
    const auto what = u"account %1 in %2"_s.arg(account.id, store.place());
    const auto signInAgain = u"sluice accounts login %1 --again %2"_s.arg(provider.info().id, account.id);
    const auto login = readNow(store, loginEntry(account.id));
    if (!login && login.error().code == ErrorCode::NotFound) {
        findings.bad(u"%1: there is no login"_s.arg(what), signInAgain);
        return;
    }
    if (!login) {
        findings.bad(what, login.error().detail);
        return;
    }
    const auto tokens = provider.oauth().parseCredentials(login->reveal());
    if (tokens)
        checkTokenExpiry(findings, what, *tokens, provider.oauth());
    else
        findings.bad(u"%1: %2"_s.arg(what, tokens.error().detail), signInAgain);
}

//! Whether new logins can be kept in the keychain; nobody needs it whose accounts all live elsewhere.
void checkKeychain(Findings &findings, SecretStore &keychain)
{
    const auto answer = readNow(keychain, u"doctor"_s);
    if (answer || answer.error().code == ErrorCode::NotFound)
        findings.good(u"keychain: answers"_s);
    else
        findings.warn(u"keychain"_s, answer.error().detail);
}

void checkMoves(Findings &findings, const Environment &environment)
{
    const LoginJournal journal(environment.movesFile(), providerIds());
    const auto moves = journal.moves();
    if (!moves) {
        findings.bad(u"moved logins"_s, moves.error().detail);
        return;
    }
    for (const auto &move : *moves)
        findings.warn(u"the login of %1 is on its way"_s.arg(move.account.id),
                      u"start Sluice, which finishes that; if it does not, see why in its log"_s);
}

void checkUnsaved(Findings &findings, const AccountSettings &account, const Environment &environment)
{
    const auto file = recoveryFile(account.id, environment);
    if (QFileInfo::exists(file))
        findings.warn(u"account %1: its newest tokens are in %2 alone"_s.arg(account.id, file),
                      u"make its home writable; Sluice then saves them there"_s);
}

} // namespace

void checkLogins(Findings &findings, const Settings &settings, const ProviderRegistry &providers,
                 const Environment &environment)
{
    SystemClock clock;
    const std::unique_ptr<SecretStore> keychain(makeKeychain(clock, nullptr));
    VaultSecretStore vault(environment.vaultFile(), clock, nullptr);
    if (settings.accounts.isEmpty())
        findings.warn(
            u"accounts: none yet"_s,
            u"sluice accounts login PROVIDER signs in, import PROVIDER takes the login of its CLI"_s);
    bool usesKeychain = false;
    bool usesFiles = false;
    for (const auto &account : settings.accounts) {
        const auto &provider = *providers.byId(account.provider);
        usesKeychain = usesKeychain || account.store == CredentialStore::Keychain;
        usesFiles = usesFiles || account.store == CredentialStore::File;
        if (account.store == CredentialStore::File)
            checkFile(findings, account, provider, environment);
        else
            checkEntry(findings, account, provider, SecretStores{*keychain, vault}.of(account.store));
        checkUnsaved(findings, account, environment);
    }
    if (!usesFiles)
        findings.good(u"locks: none is needed, since no login lives in a CLI's file"_s);
    if (!usesKeychain)
        checkKeychain(findings, *keychain);
    checkMoves(findings, environment);
}

} // namespace sluice

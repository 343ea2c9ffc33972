// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/login_verbs.h"

#include "cli/command.h"
#include "cli/hidden_input.h"
#include "cli/stored_settings.h"
#include "engine/base/process_signals.h"
#include "engine/logins/login_desk.h"
#include "engine/provider_list.h"
#include "engine/storage/keychain.h"
#include "engine/storage/settings_names.h"
#include "engine/storage/vault_secret_store.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <utility>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! The desk of this process, over the stored configuration.
class Desk
{
public:
    explicit Desk(std::unique_ptr<StoredSettings> stored, const Environment &environment)
        : m_stored(std::move(stored))
        , m_vault(environment.vaultFile(), m_clock, nullptr)
        , m_keychain(makeKeychain(m_clock, nullptr))
        , m_providers(makeProviders(m_stored->store().settings()))
        , m_world(environment, {*m_keychain, m_vault}, m_stored->store(), m_providers, m_clock, m_random)
        , m_desk(m_world, nullptr)
    {
    }

    //! Gives the order and waits for its end. `say` tells a person what has been done.
    int run(const std::function<void(LoginDesk &)> &order,
            const std::function<QString(const LoginOutcome &)> &say)
    {
        int exitCode = ExitFailed;
        QObject scope;
        const auto onFinished = [&](const LoginOutcome &outcome, const Error &error) {
            exitCode = end(outcome, error, say);
            QCoreApplication::exit(exitCode);
        };
        QObject::connect(&m_desk, &LoginDesk::finished, &scope, onFinished);
        const ProcessSignals interrupts;
        QObject::connect(&interrupts, &ProcessSignals::terminate, &scope, [this] { interrupt(); });
        if (!m_stored->isRunning() && m_desk.hasUnfinished())
            m_desk.recover(); // first in the queue
        order(m_desk);
        if (QCoreApplication::exec() == interrupted)
            (void)m_stored->publish(); // an instance that runs finishes what had begun
        return exitCode;
    }

    const Settings &settings() const { return m_stored->store().settings(); }

private:
    static constexpr int interrupted = -1; // no exit code

    //! A sign-in is cancelled, which takes a moment. Anything else, and one that is told so twice, breaks off
    //! between two steps: the journal knows how to go on.
    void interrupt()
    {
        if (m_desk.isSigningIn() && !std::exchange(m_isCancelling, true)) {
            m_desk.cancelSignIn();
            return;
        }
        printError(m_desk.hasUnfinished() ? u"interrupted; Sluice finishes what had begun when it runs"_s
                                          : u"interrupted"_s);
        QCoreApplication::exit(interrupted);
    }

    int end(const LoginOutcome &outcome, const Error &error,
            const std::function<QString(const LoginOutcome &)> &say)
    {
        const auto published = m_stored->publish(); // also after a failure: something may have moved
        if (!error.detail.isEmpty()) {
            printError(error.detail);
            const bool isStore =
                error.code == ErrorCode::StoreLocked || error.code == ErrorCode::StoreUnavailable;
            if (isStore)
                printError(u"--store vault keeps logins in a file that only you can read instead"_s);
            return isStore ? ExitStoreUnavailable : ExitFailed;
        }
        printOut(say(outcome));
        if (!outcome.note.isEmpty())
            printOut(outcome.note);
        if (!published) {
            printError(published.error().detail);
            return ExitFailed;
        }
        return ExitDone;
    }

    std::unique_ptr<StoredSettings> m_stored;
    SystemClock m_clock;
    SystemRandom m_random;
    VaultSecretStore m_vault;
    std::unique_ptr<SecretStore> m_keychain;
    ProviderRegistry m_providers;
    LoginWorld m_world;
    LoginDesk m_desk;
    bool m_isCancelling = false;
};

bool isTerminal()
{
#ifdef Q_OS_UNIX
    return isatty(STDIN_FILENO) != 0;
#else
    return false;
#endif
}

QString readLine()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(input.readLine()).trimmed();
}

//! One line of standard input, which is a secret.
Secret readSecret()
{
    const HiddenInput hidden; // before anybody is asked to type
    if (isTerminal())
        printOut(u"Paste the token or key, which will not show, then press Enter:"_s);
    return Secret(readLine().toUtf8());
}

QString placeText(CredentialStore store)
{
    return store == CredentialStore::Vault ? u"the vault"_s : u"the keychain"_s;
}

QString addedText(const LoginOutcome &outcome, const QString &where)
{
    return outcome.replaced ? u"%1 has a new login, in %2."_s.arg(outcome.accountId, where)
                            : u"Added %1. Its login is in %2."_s.arg(outcome.accountId, where);
}

//! As the shell would have it; `~/` is the desk's to expand.
QString absolute(const QString &path)
{
    return path.startsWith(u'~') ? path : QFileInfo(path).absoluteFilePath();
}

int login(Desk &desk, const QCommandLineParser &parser, CredentialStore store)
{
    const auto provider = parser.positionalArguments().at(1);
    const auto say = [&desk](const LoginOutcome &outcome) {
        const auto account = accountById(desk.settings(), outcome.accountId);
        const bool isFile = account && account->store == CredentialStore::File;
        return addedText(outcome, isFile ? account->path : account ? placeText(account->store) : QString());
    };
    if (parser.isSet(u"with-token"_s)) {
        const PasteOrder order{provider, readSecret(), parser.value(u"name"_s), store};
        return desk.run([&](LoginDesk &each) { each.paste(order); }, say);
    }
    const SignInOrder order{.provider = provider,
                            .name = parser.value(u"name"_s),
                            .accountId = parser.value(u"again"_s),
                            .store = store,
                            .withDeviceCode = parser.isSet(u"device-code"_s)};
    return desk.run([&](LoginDesk &each) { each.signIn(order, SignInTask::Terminal::Inherit); }, say);
}

int import(Desk &desk, const QCommandLineParser &parser, CredentialStore store)
{
    const auto arguments = parser.positionalArguments();
    const auto path = arguments.value(2);
    const ImportOrder order{arguments.at(1), path.isEmpty() ? path : absolute(path), parser.value(u"name"_s),
                            store};
    return desk.run(
        [&](LoginDesk &each) { each.import(order); },
        [&](const LoginOutcome &outcome) {
            if (store != CredentialStore::File)
                return addedText(outcome, placeText(store)) + u" The CLI that had it is signed out."_s;
            const auto account = accountById(desk.settings(), outcome.accountId);
            return u"%1 %2. It stays in %3: Sluice reads it there and writes refreshed tokens back."_s.arg(
                outcome.replaced ? u"Changed"_s : u"Added"_s, outcome.accountId,
                account ? account->path : QString());
        });
}

int use(Desk &desk, const UseOrder &order)
{
    return desk.run([&](LoginDesk &each) { each.use(order); },
                    [](const LoginOutcome &outcome) {
                        return u"%1 is the login of its CLI now."_s.arg(outcome.accountId);
                    });
}

//! A word alone, `n` or `delete`, is no place for a login unless there is such a folder.
bool namesPlace(const QString &answer)
{
    return answer.contains(u'/') || answer.startsWith(u'~') || QFileInfo(answer).isDir();
}

//! Nothing where the person thinks better of it.
std::optional<RemoveOrder> askAboutLogin(const AccountSettings &account, const QCommandLineParser &parser)
{
    RemoveOrder order{.accountId = account.id, .handBackTo = parser.value(u"hand-back"_s)};
    if (!order.handBackTo.isEmpty())
        order.handBackTo = absolute(order.handBackTo);
    if (account.store == CredentialStore::File || !order.handBackTo.isEmpty() || !isTerminal())
        return order;
    QString answer;
    do {
        printOut(
            u"The login of %1 is in %2. Delete it (d), hand it back to a CLI (type the folder), or stop (Enter)?"_s
                .arg(account.id, placeText(account.store)));
        answer = readLine();
        if (answer.isEmpty())
            return std::nullopt;
    } while (answer != "d"_L1 && !namesPlace(answer));
    if (answer != "d"_L1)
        order.handBackTo = absolute(answer);
    return order;
}

int remove(Desk &desk, const QString &id, const QCommandLineParser &parser)
{
    const auto account = accountById(desk.settings(), id);
    if (!account) {
        printError(u"there is no account \"%1\""_s.arg(id));
        return ExitFailed;
    }
    const auto order = askAboutLogin(*account, parser);
    if (!order)
        return ExitDone;
    return desk.run([&](LoginDesk &each) { each.remove(*order); },
                    [&](const LoginOutcome &) {
                        if (account->store == CredentialStore::File)
                            return u"Removed %1. Its login stays in %2."_s.arg(id, account->path);
                        if (order->handBackTo.isEmpty())
                            return u"Removed %1. Its login is deleted from %2."_s.arg(
                                id, placeText(account->store));
                        return u"Removed %1. Its login is in %2."_s.arg(id, order->handBackTo);
                    });
}

//! What `--store` says; nothing where it says something else.
std::optional<CredentialStore> storeOf(const QCommandLineParser &parser, CredentialStore fallback)
{
    if (!parser.isSet(u"store"_s))
        return fallback;
    const auto index = storeNames().indexOf(parser.value(u"store"_s));
    return index < 0 ? std::nullopt : std::optional(static_cast<CredentialStore>(index));
}

} // namespace

QList<QCommandLineOption> loginOptions()
{
    return {
        {u"name"_s, u"For login and import: what to call the account."_s, u"NAME"_s},
        {u"store"_s,
         u"For login and import: where the login is to live. keychain (the default for login), vault (a file "
         "for your eyes alone, where there is no keychain) or file (the default for import: it stays with "
         "the CLI). For use: where the login goes that the CLI has now; keychain or vault."_s,
         u"STORE"_s},
        {u"with-token"_s, u"For login: read a set-up token or an API key from standard input."_s},
        {u"device-code"_s, u"For login: on a machine without a browser, where the CLI can do that."_s},
        {u"again"_s, u"For login: sign in again for this account."_s, u"ID"_s},
        {u"hand-back"_s, u"For remove: the folder of a CLI that gets the login."_s, u"FOLDER"_s},
    };
}

std::optional<int> runLoginVerb(const QCommandLineParser &parser, const Environment &environment)
{
    const auto arguments = parser.positionalArguments();
    const auto verb = arguments.value(0);
    const bool isLogin = verb == "login"_L1 && arguments.size() == 2;
    const bool isImport = verb == "import"_L1 && (arguments.size() == 2 || arguments.size() == 3);
    const bool hasId = (verb == "use"_L1 || verb == "remove"_L1) && arguments.size() == 2;
    if (!isLogin && !isImport && !hasId)
        return {};
    const auto store = storeOf(parser, isImport ? CredentialStore::File : CredentialStore::Keychain);
    if (!store || (!isImport && *store == CredentialStore::File)) {
        printError(
            u"--store takes %1"_s.arg(isImport ? u"file, keychain or vault"_s : u"keychain or vault"_s));
        return ExitUsage;
    }
    auto stored = StoredSettings::open(environment);
    if (!stored)
        return report(stored.error());
    Desk desk(*std::move(stored), environment);
    if (isLogin)
        return login(desk, parser, *store);
    if (isImport)
        return import(desk, parser, *store);
    if (verb == "remove"_L1)
        return remove(desk, arguments.at(1), parser);
    return use(desk,
               {.accountId = arguments.at(1), .keepIn = parser.isSet(u"store"_s) ? store : std::nullopt});
}

} // namespace sluice

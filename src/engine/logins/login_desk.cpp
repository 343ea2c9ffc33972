// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/login_desk.h"

#include "engine/accounts/recovery_file.h"
#include "engine/base/logging.h"
#include "engine/logins/import_operation.h"
#include "engine/logins/recover_operation.h"
#include "engine/logins/sign_in_operation.h"
#include "engine/logins/use_operation.h"
#include "engine/storage/atomic_file.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto recoveryInterval = 30s; // not every place says when it answers again

//! The very login that was to leave a CLI's file is still there, and the configuration says so too.
bool isUntouched(const LoginMove &move, const LoginWorld &world)
{
    const auto account = accountById(world.settings.settings(), move.account.id);
    if (move.from.kind != LoginPlace::Kind::CliFile || !account || world.homeOf(*account) != move.from)
        return false;
    const auto content = readFile(move.from.name);
    const auto tokens = content ? world.providerOf(*account).oauth().parseCredentials(*content)
                                : Result<TokenSet>(failure(content.error()));
    return tokens && loginMark(*tokens) == move.mark;
}

} // namespace

LoginDesk::LoginDesk(LoginWorld &world, QObject *parent) : QObject(parent), m_world(world)
{
    for (auto *store : {&world.stores.keychain, &world.stores.vault}) {
        connect(store, &SecretStore::availabilityChanged, this, [this] {
            if (hasUnfinished())
                recover();
        });
    }
}

LoginDesk::~LoginDesk() = default;

bool LoginDesk::hasUnfinished() const
{
    const auto moves = m_world.journal.moves();
    return !moves || !moves->isEmpty();
}

QStringList LoginDesk::heldAccounts() const
{
    const auto moves = m_world.journal.moves();
    QStringList result;
    if (!moves) { // nobody knows which of them were on their way, nor where the newer copy is
        for (const auto &account : m_world.settings.settings().accounts) {
            if (m_world.homeOf(account).isEntry())
                result += account.id;
        }
        return result;
    }
    for (const auto &move : *moves) {
        if (!isUntouched(move, m_world))
            result += move.account.id;
    }
    return result;
}

void LoginDesk::recover()
{
    m_nextRecovery.reset();
    enqueue(Purpose::Recovery, std::make_unique<RecoverOperation>(m_world, nullptr));
}

void LoginDesk::import(const ImportOrder &order)
{
    enqueue(Purpose::Order, std::make_unique<ImportOperation>(order, m_world, nullptr));
}

void LoginDesk::paste(const PasteOrder &order)
{
    enqueue(Purpose::Order, std::make_unique<PasteOperation>(order, m_world, nullptr));
}

void LoginDesk::remove(const RemoveOrder &order)
{
    enqueue(Purpose::Order, std::make_unique<RemoveOperation>(order, m_world, nullptr));
}

void LoginDesk::use(const UseOrder &order)
{
    enqueue(Purpose::Order, std::make_unique<UseOperation>(order, m_world, nullptr));
}

void LoginDesk::enqueue(Purpose purpose, std::unique_ptr<LoginOperation> operation)
{
    m_queue.push_back({purpose, std::move(operation)});
    if (m_queue.size() == 1)
        startFirst();
}

void LoginDesk::startFirst()
{
    // What another program has edited meanwhile counts; a file that is not valid is reported by the edit.
    (void)m_world.settings.load();
    auto *operation = m_queue.front().operation.get();
    connect(operation, &LoginOperation::finished, this, &LoginDesk::onFinished);
    operation->start();
}

void LoginDesk::onFinished(const LoginOutcome &outcome, const Error &error)
{
    auto ended = std::move(m_queue.front());
    m_queue.pop_front();
    ended.operation.release()->deleteLater(); // it is still emitting
    if (!m_queue.empty())
        startFirst();
    if (ended.purpose == Purpose::Order) {
        tell(outcome, error);
        return;
    }
    if (!error.detail.isEmpty())
        qCWarning(lcAccounts).noquote() << error.detail;
    if (hasUnfinished())
        m_nextRecovery = m_world.clock.after(recoveryInterval, [this] { recover(); });
    emit configurationChanged();
    emit recovered();
}

void LoginDesk::tell(const LoginOutcome &outcome, const Error &error)
{
    if (!error.detail.isEmpty() && hasUnfinished())
        recover(); // at once where everything answers; what does not is asked again when it does
    emit configurationChanged();
    emit finished(outcome, error);
}

void LoginDesk::signIn(const SignInOrder &order, SignInTask::Terminal terminal)
{
    if (m_signIn) {
        const Error error{ErrorCode::InvalidInput, u"a sign-in is under way; finish or cancel it first"_s};
        QMetaObject::invokeMethod(
            this, [this, error] { emit finished({}, error); }, Qt::QueuedConnection);
        return;
    }
    m_progress = {.stage = SignInProgress::Stage::Running, .provider = order.provider};
    m_isCancelled = false;
    m_signIn = std::make_unique<SignInOperation>(order, terminal, m_world, nullptr);
    connect(m_signIn.get(), &SignInOperation::progressed, this, [this](const SignInProgress &progress) {
        m_progress = progress;
        emit signInChanged(progress);
    });
    connect(m_signIn.get(), &LoginOperation::finished, this, &LoginDesk::onSignInFinished);
    m_signIn->start();
}

void LoginDesk::answerSignIn(const QString &line)
{
    if (m_signIn)
        m_signIn->answer(line);
}

void LoginDesk::cancelSignIn()
{
    m_isCancelled = true;
    if (m_signIn)
        m_signIn->cancel();
}

void LoginDesk::onSignInFinished(const LoginOutcome &outcome, const Error &error)
{
    m_signIn.release()->deleteLater(); // it is still emitting
    m_progress.outcome = outcome;
    m_progress.error = error;
    using Stage = SignInProgress::Stage;
    m_progress.stage = error.detail.isEmpty() ? Stage::Done
        : m_isCancelled                       ? Stage::Cancelled
                                              : Stage::Failed;
    emit signInChanged(m_progress);
    tell(outcome, error);
}

} // namespace sluice

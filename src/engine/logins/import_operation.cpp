// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/import_operation.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! The folder tells one login from another: ~/.claude-work/.credentials.json is "claude-work".
QString nameAfterFolder(const QString &path, const QString &fallback)
{
    auto name = QFileInfo(path).dir().dirName();
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    return name.isEmpty() ? fallback : name;
}

//! Sluice must not wait for a login in a file that is none of that CLI's.
Error noLoginIn(const QString &path, const Provider &provider, const Error &error)
{
    const auto client = provider.client() ? provider.client()->info().name : u"the provider's own CLI"_s;
    const auto place = path + u": "_s;
    const auto why = error.detail.startsWith(place) ? error.detail.sliced(place.size()) : error.detail;
    return {
        error.code,
        u"%1 is no file with a login of %2: %3. Sign in with %4 and import again, or give the file that it "
        "keeps its login in"_s.arg(path, provider.info().name, why, client)};
}

Error unknownProvider(const QString &id, const ProviderRegistry &providers)
{
    return {ErrorCode::NotFound,
            u"there is no provider \"%1\"; known are %2"_s.arg(id, providers.ids().join(u" and "_s))};
}

} // namespace

ImportOperation::ImportOperation(const ImportOrder &order, LoginWorld &world, QObject *parent)
    : LoginOperation(world, parent)
    , m_order(order)
{
}

void ImportOperation::start()
{
    const auto *provider = m_world.providers.byId(m_order.provider);
    if (!provider) {
        fail(unknownProvider(m_order.provider, m_world.providers));
        return;
    }
    if (const auto named = checkName(m_order.name); !named) {
        fail(named.error());
        return;
    }
    const auto path = credentialsPath(*provider, m_order.path, m_world.environment);
    if (!path) {
        fail(path.error());
        return;
    }
    m_path = *path;
    look({LoginPlace::Kind::CliFile, m_path}, *provider,
         [this, provider](const auto &login) { onFound(*provider, login); });
}

void ImportOperation::onFound(const Provider &provider, const Result<FoundLogin> &login)
{
    const auto &settings = m_world.settings.settings();
    const bool stays = m_order.store == CredentialStore::File;
    if (!login) {
        fail(noLoginIn(m_path, provider, login.error()));
        return;
    }
    const auto &owner = login->owner;
    const auto &id = provider.info().id;
    const auto fallback = nameAfterFolder(m_path, id);
    if (auto known = accountInFile(settings, m_path, m_world.environment)) {
        if (stays) {
            fail({ErrorCode::InvalidInput, u"the account %1 uses %2 already"_s.arg(known->id, m_path)});
            return;
        }
        if (owner.isKnown())
            known->owner = owner;
        take(*known, true);
        return;
    }
    auto known = login->isOwnerCertain ? accountOwnedBy(settings, id, owner) : std::nullopt;
    auto account = known ? *known : newAccount(settings, id, m_order.name, fallback);
    account.owner = owner;
    if (stays)
        leave(account, known.has_value());
    else
        take(account, known.has_value());
}

//! The login stays with the CLI. An older one of the same owner, in keychain or vault, is not needed any
//! more.
void ImportOperation::leave(const AccountSettings &account, bool isKnown)
{
    const auto placed = m_world.placed(account, CredentialStore::File, m_path);
    const LoginOutcome outcome{.accountId = account.id, .name = account.name, .replaced = isKnown};
    const auto old = m_world.homeOf(account);
    if (isKnown && old.isEntry()) {
        auto *job =
            new MoveLoginJob({.id = m_world.newMoveId(), .from = old, .account = placed}, m_world, this);
        run(job, [this, outcome, placed](const Status &status) {
            // An entry that has gone already must not keep the account from its new home.
            const bool wasGone = !status && status.error().code == ErrorCode::CredentialMissing;
            const auto done = wasGone ? m_world.settings.placeAccount(placed) : status;
            done ? finish(outcome) : fail(done.error());
        });
        job->start();
        return;
    }
    const auto added = m_world.settings.placeAccount(placed);
    added ? finish(outcome) : fail(added.error());
}

void ImportOperation::take(const AccountSettings &account, bool isKnown)
{
    const auto old = m_world.homeOf(account);
    const bool isReplaced = isKnown && old.isEntry(); // its old login makes room in the place it has
    const auto store = isReplaced ? account.store : m_order.store;
    const auto placed = m_world.placed(account, store);
    auto *job = new MoveLoginJob({.id = m_world.newMoveId(),
                                  .from = {LoginPlace::Kind::CliFile, m_path},
                                  .to = m_world.homeOf(placed),
                                  .account = placed,
                                  .replaces = isReplaced},
                                 m_world, this);
    const LoginOutcome outcome{.accountId = placed.id, .name = placed.name, .replaced = isKnown};
    endAfter(job, outcome);
    job->start();
}

PasteOperation::PasteOperation(const PasteOrder &order, LoginWorld &world, QObject *parent)
    : LoginOperation(world, parent)
    , m_order(order)
{
}

void PasteOperation::start()
{
    const auto *provider = m_world.providers.byId(m_order.provider);
    if (!provider) {
        fail(unknownProvider(m_order.provider, m_world.providers));
        return;
    }
    if (const auto named = checkName(m_order.name); !named) {
        fail(named.error());
        return;
    }
    const auto login = provider->oauth().loginFromPasted(m_order.pasted);
    if (!login) {
        fail(login.error());
        return;
    }
    const auto account =
        newAccount(m_world.settings.settings(), m_order.provider, m_order.name, m_order.provider);
    const auto placed = m_world.placed(account, m_order.store);
    auto *job = new MoveLoginJob({.id = m_world.newMoveId(), .to = m_world.homeOf(placed), .account = placed},
                                 m_world, this);
    const LoginOutcome outcome{.accountId = placed.id, .name = placed.name};
    endAfter(job, outcome);
    job->start(Secret(*login));
}

} // namespace sluice

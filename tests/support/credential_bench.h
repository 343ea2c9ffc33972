// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/credential.h"
#include "engine/accounts/file_home.h"
#include "engine/accounts/secret_home.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_oauth_profile.h"
#include "tests/support/fake_random.h"
#include "tests/support/memory_secret_store.h"
#include "tests/support/scripted_endpoint.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <functional>

namespace sluice {

//! A Credential on a file or in a store of its own, with a clock, a token endpoint and a hand to play the
//! other program.
class CredentialBench
{
public:
    using Outcome = std::optional<Result<TokenSet>>;

    QString path() const { return m_directory.filePath(QStringLiteral("credentials.json")); }
    QString recoveryPath() const { return m_directory.filePath(QStringLiteral("own/recovery.json")); }

    TokenSet tokens(const QByteArray &name, milliseconds life) const
    {
        return {.accessToken = Secret("fake-access-" + name),
                .refreshToken = Secret("fake-refresh-" + name),
                .expiresAt = clock.now() + life};
    }
    QByteArray login(const QByteArray &name, milliseconds life = 8h) const
    {
        return FakeOAuthProfile::credentials(tokens(name, life));
    }
    void write(const QByteArray &content) const
    {
        QFile file(path());
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
    }
    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void start()
    {
        credential = std::make_unique<Credential>(
            Credential::Place{.home = std::make_unique<FileHome>(path(), profile, clock, nullptr),
                              .recoveryFile = recoveryPath(),
                              .proxy = proxy,
                              .claimant = claimant},
            profile, endpoint, clock, random, nullptr);
    }
    //! The same login in a store for secrets.
    void startInStore()
    {
        credential = std::make_unique<Credential>(storePlace(), profile, endpoint, clock, random, nullptr);
        run();
    }
    Credential::Place storePlace()
    {
        const LockSpec lock{.path = m_directory.filePath(QStringLiteral("account.lock")), .stale = 60s};
        return {.home = std::make_unique<SecretHome>(store, storeEntry, lock, clock, nullptr),
                .recoveryFile = recoveryPath(),
                .proxy = proxy};
    }
    void keep(const QByteArray &content) { store.setEntry(storeEntry, content); }
    QByteArray stored() const { return store.entries().value(storeEntry); }
    //! Lets the credential see what happened to the file.
    void notice() { clock.advance(31s); }
    //! Turns the event loop, without time passing, until `isDone` or nothing more can happen.
    bool runUntil(const std::function<bool()> &isDone)
    {
        for (int turn = 0; turn < 2000 && !isDone(); ++turn) {
            clock.advance(0ms);
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
        return isDone();
    }
    void run()
    {
        int turns = 0;
        runUntil([&turns] { return ++turns > 200; });
    }

    //! Keeps what the job brings in `outcome`.
    void watch(TokenJob *job, Outcome &outcome)
    {
        QObject::connect(job, &TokenJob::finished, &m_owner,
                         [&outcome](const auto &result) { outcome = result; });
    }
    void fetch(Outcome &outcome) { watch(credential->fetch(&m_owner), outcome); }
    void recover(const QByteArray &name, Outcome &outcome)
    {
        watch(credential->recover(Secret("fake-access-" + name), &m_owner), outcome);
    }
    Outcome fetched()
    {
        Outcome outcome;
        fetch(outcome);
        runUntil([&outcome] { return outcome.has_value(); });
        return outcome;
    }

    FakeClock clock;
    FakeRandom random;
    ScriptedEndpoint endpoint{clock};
    FakeOAuthProfile profile;
    MemorySecretStore store{clock};
    QUrl proxy;
    RefreshClaimant claimant;
    std::unique_ptr<Credential> credential;

private:
    static inline const QString storeEntry = QStringLiteral("account/a");
    QTemporaryDir m_directory;
    QObject m_owner;
};

} // namespace sluice

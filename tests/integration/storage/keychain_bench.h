// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/keychain.h"
#include "tests/support/memory_secret_store.h"

#include <QtTest/QTest>

namespace sluice {

//! The keychain of this system, asked as if it answered at once.
class KeychainBench
{
public:
    KeychainBench() { restart(); }

    void restart() { m_store.reset(makeKeychain(m_clock, nullptr)); }
    SecretStore &store() { return *m_store; }
    void end() { m_store.reset(); }

    Result<Secret> read(const QString &name) { return ended(m_store->read(name, &m_owner)); }
    Result<Secret> write(const QString &name, const QByteArray &value)
    {
        return ended(m_store->write(name, Secret(value), &m_owner));
    }
    Result<Secret> remove(const QString &name) { return ended(m_store->remove(name, &m_owner)); }

    static Result<Secret> ended(SecretJob *job)
    {
        SecretOutcome outcome;
        QObject context;
        keepAnswer(job, &context, outcome);
        const auto hasEnded = QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 25'000);
        return hasEnded ? *outcome : failure(ErrorCode::TimedOut, QStringLiteral("no answer"));
    }

private:
    SystemClock m_clock;
    QObject m_owner;
    std::unique_ptr<SecretStore> m_store;
};

} // namespace sluice

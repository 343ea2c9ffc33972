// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/secret_home.h"

#include "engine/base/logging.h"

#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto retryInterval = 30s;

} // namespace

SecretHome::SecretHome(SecretStore &store, const QString &entry, const LockSpec &lock, Clock &clock,
                       QObject *parent)
    : LoginHome(parent)
    , m_store(store)
    , m_entry(entry)
    , m_lock(lock)
    , m_clock(clock)
{
    connect(&store, &SecretStore::availabilityChanged, this, &SecretHome::read);
    read();
}

Result<QByteArray> SecretHome::content() const
{
    if (!m_content)
        return failure(m_trouble.value_or(
            Error{ErrorCode::StoreUnavailable, u"%1 has not answered yet"_s.arg(m_store.place())}));
    if (m_content->isEmpty())
        return failure(ErrorCode::CredentialMissing,
                       u"%1 holds no login for this account; sign in again"_s.arg(m_store.place()));
    return m_content->reveal();
}

std::optional<Error> SecretHome::trouble() const
{
    return m_trouble;
}

void SecretHome::read()
{
    if (m_read)
        return;
    m_read = m_store.read(m_entry, this);
    connect(m_read, &SecretJob::finished, this, [this](const Result<Secret> &value) {
        m_read = nullptr;
        const auto before = std::pair(m_content, m_trouble);
        onRead(value);
        if (before != std::pair(m_content, m_trouble))
            emit changed();
    });
}

void SecretHome::onRead(const Result<Secret> &value)
{
    m_retry.reset();
    if (value || value.error().code == ErrorCode::NotFound) {
        if (m_trouble)
            qCInfo(lcAccounts).noquote() << m_store.place() << "answers again";
        m_content = value.value_or(Secret());
        m_trouble.reset();
        return;
    }
    if (!m_trouble)
        qCWarning(lcAccounts).noquote() << m_entry << "-" << value.error().detail;
    m_trouble = value.error();
    m_retry = m_clock.after(retryInterval, [this] { read(); });
}

HomeJob *SecretHome::prepare(QObject *parent)
{
    auto *job = new HomeJob(parent);
    connect(m_store.read(m_entry, job), &SecretJob::finished, this, [this, job](const Result<Secret> &value) {
        onRead(value);
        job->finishLater(m_trouble ? Status(failure(*m_trouble)) : Status(Done{}));
    });
    return job;
}

HomeJob *SecretHome::replace(const QByteArray &content, QObject *parent)
{
    auto *job = new HomeJob(parent);
    const Secret value(content);
    connect(m_store.write(m_entry, value, job), &SecretJob::finished, this,
            [this, job, value](const Result<Secret> &written) {
                if (written)
                    readBack(job, value);
                else
                    job->finishLater(failure(written.error()));
            });
    return job;
}

void SecretHome::readBack(HomeJob *job, const Secret &expected)
{
    connect(m_store.read(m_entry, job), &SecretJob::finished, this,
            [this, job, expected](const Result<Secret> &value) {
                onRead(value);
                if (value && *value == expected)
                    job->finishLater(Done{});
                else if (m_trouble)
                    job->finishLater(failure(*m_trouble));
                else
                    job->finishLater(
                        failure(ErrorCode::StoreUnavailable,
                                u"%1 does not give back what was written to it"_s.arg(m_store.place())));
            });
}

} // namespace sluice

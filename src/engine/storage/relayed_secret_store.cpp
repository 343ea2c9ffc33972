// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/relayed_secret_store.h"

#include "engine/storage/relay_far_end.h"
#include "engine/storage/secret_answer.h"

#include <utility>

namespace sluice {

RelayedSecretStore::RelayedSecretStore(SecretStore &far, QObject *parent)
    : SecretStore(parent)
    , m_place(far.place())
{
    auto *end = new RelayFarEnd(far); // deleted by whichever of the two stores goes first
    end->moveToThread(far.thread());
    connect(
        &far, &QObject::destroyed, end, [end] { delete end; }, Qt::DirectConnection);
    connect(this, &QObject::destroyed, end, &QObject::deleteLater, Qt::QueuedConnection);
    connect(end, &QObject::destroyed, this, &RelayedSecretStore::onFarGone, Qt::QueuedConnection);

    connect(this, &RelayedSecretStore::readAsked, end, &RelayFarEnd::read, Qt::QueuedConnection);
    connect(this, &RelayedSecretStore::writeAsked, end, &RelayFarEnd::write, Qt::QueuedConnection);
    connect(this, &RelayedSecretStore::removeAsked, end, &RelayFarEnd::remove, Qt::QueuedConnection);
    connect(end, &RelayFarEnd::answered, this, &RelayedSecretStore::onAnswered, Qt::QueuedConnection);
    connect(&far, &SecretStore::availabilityChanged, this, &SecretStore::availabilityChanged,
            Qt::QueuedConnection);
}

RelayedSecretStore::~RelayedSecretStore()
{
    for (const auto &job : std::as_const(m_open)) {
        if (job)
            answerLater(job, shuttingDown());
    }
}

SecretJob *RelayedSecretStore::read(const QString &name, QObject *parent)
{
    const auto [number, job] = add(parent);
    emit readAsked(number, name);
    return job;
}

SecretJob *RelayedSecretStore::write(const QString &name, const Secret &value, QObject *parent)
{
    const auto [number, job] = add(parent);
    emit writeAsked(number, name, value);
    return job;
}

SecretJob *RelayedSecretStore::remove(const QString &name, QObject *parent)
{
    const auto [number, job] = add(parent);
    emit removeAsked(number, name);
    return job;
}

std::pair<quint64, SecretJob *> RelayedSecretStore::add(QObject *parent)
{
    auto *job = new SecretJob(parent);
    const auto number = ++m_lastNumber;
    if (m_isFarGone)
        answerLater(job, shuttingDown());
    else
        m_open.insert(number, job);
    return {number, job};
}

void RelayedSecretStore::onAnswered(quint64 number, const Result<Secret> &value)
{
    if (const auto job = m_open.take(number))
        answer(job, value);
}

void RelayedSecretStore::onFarGone()
{
    m_isFarGone = true;
    const auto open = std::exchange(m_open, {});
    for (const auto &job : open) {
        if (job)
            answerLater(job, shuttingDown());
    }
}

} // namespace sluice

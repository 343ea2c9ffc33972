// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/memory_secret_store.h"

#include "engine/storage/secret_answer.h"

#include <QtCore/QCoreApplication>

namespace sluice {

using namespace Qt::StringLiterals;

QString MemorySecretStore::Call::toString() const
{
    switch (kind) {
    case Kind::Read:
        return u"read "_s + name;
    case Kind::Write:
        return u"write "_s + name;
    case Kind::Remove:
        return u"remove "_s + name;
    }
    return {};
}

MemorySecretStore::MemorySecretStore(Clock &clock, QObject *parent) : SecretStore(parent), m_clock(clock) { }

QString MemorySecretStore::place() const
{
    return u"the memory of the test"_s;
}

SecretJob *MemorySecretStore::read(const QString &name, QObject *parent)
{
    return take({.kind = Kind::Read, .name = name}, parent);
}

SecretJob *MemorySecretStore::write(const QString &name, const Secret &value, QObject *parent)
{
    return take({.kind = Kind::Write, .name = name, .value = value.reveal()}, parent);
}

SecretJob *MemorySecretStore::remove(const QString &name, QObject *parent)
{
    return take({.kind = Kind::Remove, .name = name}, parent);
}

void MemorySecretStore::failNext(Kind kind, ErrorCode code)
{
    next(kind, {.happens = false, .error = Error{code, u"as the test wants it"_s}});
}

void MemorySecretStore::setLocked(bool isLocked)
{
    const auto opens = std::exchange(m_isLocked, isLocked) && !isLocked;
    if (opens)
        emit availabilityChanged();
}

void MemorySecretStore::setAvailable(bool isAvailable)
{
    const auto comes = !std::exchange(m_isAvailable, isAvailable) && isAvailable;
    if (comes)
        emit availabilityChanged();
}

QStringList MemorySecretStore::log() const
{
    QStringList result;
    for (const auto &call : m_calls)
        result.append(call.toString());
    return result;
}

SecretJob *MemorySecretStore::take(const Call &call, QObject *parent)
{
    m_calls.append(call);
    ++m_unanswered;
    auto *job = new SecretJob(parent);
    const Pending pending{.call = call, .fate = fateOf(call), .job = job};
    if (pending.fate.delay == 0ms) {
        QMetaObject::invokeMethod(
            this, [this, pending] { carryOut(pending); }, Qt::QueuedConnection);
        return job;
    }
    const auto number = ++m_lastNumber;
    m_deadlines[number] = m_clock.after(pending.fate.delay, [this, number, pending] {
        m_deadlines.erase(number);
        carryOut(pending);
    });
    return job;
}

MemorySecretStore::Fate MemorySecretStore::fateOf(const Call &call)
{
    if (m_callsToLive == 0)
        return {.happens = false, .isAnswered = false};
    if (m_callsToLive > 0)
        --m_callsToLive;
    if (m_isLocked)
        return {.happens = false,
                .error = Error{ErrorCode::StoreLocked, u"locked by the test"_s},
                .delay = m_delay};
    if (!m_isAvailable)
        return {.happens = false,
                .error = Error{ErrorCode::StoreUnavailable, u"taken away by the test"_s},
                .delay = m_delay};
    if (auto &planned = m_next[call.kind]; !planned.isEmpty())
        return planned.takeFirst();
    return m_script ? m_script(call) : Fate{.delay = m_delay};
}

void MemorySecretStore::carryOut(const Pending &pending)
{
    const auto value = effect(pending.call, pending.fate.happens);
    if (!pending.fate.isAnswered)
        return;
    --m_unanswered;
    if (!pending.job)
        return;
    answer(pending.job, pending.fate.error ? failure(*pending.fate.error) : value);
}

Result<Secret> MemorySecretStore::effect(const Call &call, bool happens)
{
    switch (call.kind) {
    case Kind::Read:
        if (!m_entries.contains(call.name))
            return failure(ErrorCode::NotFound, u"there is no entry \"%1\""_s.arg(call.name));
        return Secret(m_entries.value(call.name));
    case Kind::Write:
        if (happens)
            m_entries.insert(call.name, call.value);
        return Secret();
    case Kind::Remove:
        if (happens)
            m_entries.remove(call.name);
        return Secret();
    }
    return Secret();
}

void keepAnswer(SecretJob *job, QObject *context, SecretOutcome &outcome)
{
    QObject::connect(job, &SecretJob::finished, context,
                     [&outcome](const Result<Secret> &value) { outcome = value; });
}

SecretOutcome answerOf(SecretJob *job)
{
    SecretOutcome result;
    QObject context;
    keepAnswer(job, &context, result);
    for (int turn = 0; turn < 1000 && !result; ++turn) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return result;
}

std::optional<ErrorCode> refusal(const Result<Secret> &result)
{
    return result ? std::nullopt : std::optional(result.error().code);
}

} // namespace sluice

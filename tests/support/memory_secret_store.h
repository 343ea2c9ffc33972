// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/storage/secret_store.h"

#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QPointer>
#include <QtCore/QStringList>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace sluice {

//! A SecretStore in memory that does what the test says: waits, fails, locks, loses a write, falls silent.
//! Calls take effect one after another, in the order of their answers; a write whose job is deleted happens
//! all the same. Jobs take no time unless they are told to, and are answered from the event loop.
class MemorySecretStore final : public SecretStore
{
public:
    enum class Kind { Read, Write, Remove };
    struct Call
    {
        Kind kind = Kind::Read;
        QString name = {};
        QByteArray value = {}; //!< of a write
        bool operator==(const Call &) const = default;
        QString toString() const; //!< `write a`
    };
    //! What becomes of one call.
    struct Fate
    {
        bool happens = true; //!< else a write or removal changes nothing, whatever the answer says
        bool isAnswered = true; //!< else nobody hears of it: the process died, or waits for ever
        std::optional<Error> error = {}; //!< the answer in place of the truth
        milliseconds delay = 0ms; //!< on the injected clock
    };

    explicit MemorySecretStore(Clock &clock, QObject *parent = nullptr);

    QString place() const override;
    SecretJob *read(const QString &name, QObject *parent) override;
    SecretJob *write(const QString &name, const Secret &value, QObject *parent) override;
    SecretJob *remove(const QString &name, QObject *parent) override;

    //! Asked for every call that nothing below decides.
    void setScript(std::function<Fate(const Call &)> script) { m_script = std::move(script); }
    //! The next call of this kind, whatever its name, ends like this. More than one: in this order.
    void next(Kind kind, const Fate &fate) { m_next[kind].append(fate); }
    void failNext(Kind kind, ErrorCode code);
    //! The first `count` calls from now on happen; then, as after a crash, none happens or is answered.
    void dieAfter(int count) { m_callsToLive = count; }
    void revive() { m_callsToLive = -1; }
    //! StoreLocked for every call; unlocking says availabilityChanged.
    void setLocked(bool isLocked);
    //! StoreUnavailable for every call; coming back says availabilityChanged.
    void setAvailable(bool isAvailable);
    void setDelay(milliseconds delay) { m_delay = delay; }

    const QMap<QString, QByteArray> &entries() const { return m_entries; }
    void setEntry(const QString &name, const QByteArray &value) { m_entries.insert(name, value); }
    void removeEntry(const QString &name) { m_entries.remove(name); }

    const QList<Call> &calls() const { return m_calls; } //!< as they were made
    QStringList log() const; //!< the same as `read a`, `write a`, `remove a`
    void clearLog() { m_calls.clear(); }
    int unanswered() const { return m_unanswered; } //!< jobs that still wait, or wait for ever

private:
    struct Pending
    {
        Call call;
        Fate fate;
        QPointer<SecretJob> job; // null once its owner has deleted it
    };
    SecretJob *take(const Call &call, QObject *parent);
    Fate fateOf(const Call &call);
    void carryOut(const Pending &pending);
    Result<Secret> effect(const Call &call, bool happens);

    Clock &m_clock;
    std::function<Fate(const Call &)> m_script;
    std::map<Kind, QList<Fate>> m_next;
    QMap<QString, QByteArray> m_entries;
    QList<Call> m_calls;
    milliseconds m_delay = 0ms;
    int m_callsToLive = -1; // -1: all of them
    int m_unanswered = 0;
    bool m_isLocked = false;
    bool m_isAvailable = true;
    std::map<quint64, std::unique_ptr<Deadline>> m_deadlines; // by number, while they wait
    quint64 m_lastNumber = 0;
};

using SecretOutcome = std::optional<Result<Secret>>; // nothing while the job has not finished

//! Keeps what the job brings in `outcome`.
void keepAnswer(SecretJob *job, QObject *context, SecretOutcome &outcome);

//! What a job brought. Turns the event loop, without time passing, until nothing more can happen.
SecretOutcome answerOf(SecretJob *job);

//! The code of a failure; nothing for success.
std::optional<ErrorCode> refusal(const Result<Secret> &result);

} // namespace sluice

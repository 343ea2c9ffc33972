// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/storage/secret_store.h"

#include <QtCore/QPointer>

#include <cstdint>
#include <deque>

namespace sluice {

//! A SecretStore that carries out one call at a time, in the order in which they were made, so that no write
//! overtakes another. A call whose job is deleted before its turn is carried out all the same: it may be the
//! only copy of a token. One that was answered as overdue before its turn is not.
class QueuedSecretStore : public SecretStore
{
    Q_OBJECT

public:
    ~QueuedSecretStore() override; //!< who still waits hears that the program is ending

    SecretJob *read(const QString &name, QObject *parent) final;
    SecretJob *write(const QString &name, const Secret &value, QObject *parent) final;
    SecretJob *remove(const QString &name, QObject *parent) final;

protected:
    enum class Kind : std::uint8_t { Read, Write, Remove };
    struct Call
    {
        Kind kind = Kind::Read;
        QString name = {};
        Secret value = {}; //!< of a write
    };

    //! A call that has no answer after `limit` fails with `overdue`, and so do all others until it ends.
    QueuedSecretStore(Clock &clock, milliseconds limit, const Error &overdue, QObject *parent);

    //! Begins one call, which ends in exactly one finish(), now or later.
    virtual void carryOut(const Call &call) = 0;
    void finish(const Result<Secret> &value);

private:
    struct Entry
    {
        quint64 number = 0;
        Call call = {};
        QPointer<SecretJob> job = {}; // null once its owner has deleted it, or it is overdue
        bool isOverdue = false;
        std::unique_ptr<Deadline> deadline = {};
    };
    SecretJob *enqueue(Call call, QObject *parent);
    void scheduleNext();
    void begin();
    void onOverdue(quint64 number);

    Clock &m_clock;
    milliseconds m_limit;
    Error m_overdue;
    std::deque<Entry> m_entries; // the first one is under way if m_isBusy
    bool m_isBusy = false;
    quint64 m_lastNumber = 0;
};

} // namespace sluice

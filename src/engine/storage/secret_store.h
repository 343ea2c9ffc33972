// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/base/secret.h"

#include <QtCore/QObject>
#include <QtCore/QString>

namespace sluice {

//! One call to a SecretStore. Emits finished exactly once, never from inside the call that made it, then
//! deletes itself. Deleting it earlier ends the waiting; a write may still happen.
class SecretJob : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

signals:
    //! The value of a read; empty for writes and removals.
    void finished(const sluice::Result<sluice::Secret> &value);
};

//! Secrets by name that outlive the program: the keychain of the system, or the vault. All calls and signals
//! belong to the thread that it lives on. Every job answers in bounded time, also while a person is asked.
//!
//! NotFound: there is certainly no such entry. StoreLocked: waits for a person to unlock it.
//! StoreUnavailable: absent, denied, or no answer in time. The detail says what is wrong and what to do.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QString place() const = 0; //!< for people: `the keychain`, `the vault /home/…/vault.json`
    virtual SecretJob *read(const QString &name, QObject *parent) = 0;
    //! Replaces the value. It is certain to be stored only once a read has given it back.
    virtual SecretJob *write(const QString &name, const Secret &value, QObject *parent) = 0;
    virtual SecretJob *remove(const QString &name, QObject *parent) = 0; //!< fine where there is none

signals:
    void availabilityChanged(); //!< worth another try: unlocked, started, restarted
};

} // namespace sluice

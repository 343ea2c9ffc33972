// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/storage/lock_spec.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QObject>

#include <optional>

namespace sluice {

//! One step at a LoginHome. Emits finished exactly once, never from inside the call that made it, then
//! deletes itself. Deleting it earlier ends the waiting only.
class HomeJob : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    void finishLater(const Status &status);

signals:
    void finished(const sluice::Status &status);
};

//! The one place where a login lives: a CLI's own file, the keychain, the vault. Everywhere it is the same
//! text, which OAuthProfile reads and writes.
class LoginHome : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QString place() const = 0; //!< for people: the path, `the keychain`
    //! False until the first answer; a file is known from the beginning.
    virtual bool isKnown() const { return true; }
    //! The text as last known. CredentialMissing: there is none. FileFailed, StoreLocked, StoreUnavailable:
    //! nobody can tell.
    virtual Result<QByteArray> content() const = 0;
    //! Why the home does not answer now, while content() may still be known from before.
    virtual std::optional<Error> trouble() const { return {}; }
    virtual void retry() { } //!< looks again at once, where it does not notice changes by itself

    virtual QList<LockSpec> refreshLocks() const = 0; //!< to hold for a refresh, in this order
    virtual QList<LockSpec> writeLocks() const { return {}; } //!< to hold only around replace()
    //! Brings content() up to date and tells whether replace() can work. NotWritable, StoreLocked,
    //! StoreUnavailable: it cannot.
    virtual HomeJob *prepare(QObject *parent) = 0;
    //! Puts the whole text in place of what is there; done once it is certain to be kept.
    virtual HomeJob *replace(const QByteArray &content, QObject *parent) = 0;

signals:
    void changed(); //!< content() or trouble()
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/secret_store.h"

#include <QtCore/QHash>
#include <QtCore/QPointer>

namespace sluice {

//! A SecretStore on this thread for one that lives on another. Either may go first: a job deleted here does
//! not stop the call there, and what is open when the other store goes is answered with StoreUnavailable.
class RelayedSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    //! On any thread, as long as `far` lives meanwhile; moveToThread() may follow.
    RelayedSecretStore(SecretStore &far, QObject *parent);
    ~RelayedSecretStore() override; //!< who still waits hears that the program is ending

    QString place() const override { return m_place; }
    SecretJob *read(const QString &name, QObject *parent) override;
    SecretJob *write(const QString &name, const Secret &value, QObject *parent) override;
    SecretJob *remove(const QString &name, QObject *parent) override;

signals: // for the far end, which lives on the other thread
    void readAsked(quint64 number, const QString &name);
    void writeAsked(quint64 number, const QString &name, const sluice::Secret &value);
    void removeAsked(quint64 number, const QString &name);

private:
    //! A job, under a number of its own.
    std::pair<quint64, SecretJob *> add(QObject *parent);
    void onAnswered(quint64 number, const Result<Secret> &value);
    void onFarGone();

    QString m_place;
    QHash<quint64, QPointer<SecretJob>> m_open; // by number; null once its owner has deleted it
    quint64 m_lastNumber = 0;
    bool m_isFarGone = false;
};

} // namespace sluice

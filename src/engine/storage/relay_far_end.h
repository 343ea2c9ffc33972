// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/secret_store.h"

namespace sluice {

//! The part of a RelayedSecretStore that lives beside the far store and goes with it. Both ends know each
//! other through queued connections alone, which Qt cuts safely whichever goes first.
class RelayFarEnd final : public QObject
{
    Q_OBJECT

public:
    explicit RelayFarEnd(SecretStore &store) : m_store(store) { }

    void read(quint64 number, const QString &name) { follow(number, m_store.read(name, &m_store)); }
    void write(quint64 number, const QString &name, const Secret &value)
    {
        follow(number, m_store.write(name, value, &m_store));
    }
    void remove(quint64 number, const QString &name) { follow(number, m_store.remove(name, &m_store)); }

signals:
    void answered(quint64 number, const sluice::Result<sluice::Secret> &value);

private:
    void follow(quint64 number, SecretJob *job)
    {
        connect(job, &SecretJob::finished, this,
                [this, number](const Result<Secret> &value) { emit answered(number, value); });
    }

    SecretStore &m_store;
};

} // namespace sluice

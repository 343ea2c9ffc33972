// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/logins/login_move.h"

#include <QtCore/QList>

#include <functional>

namespace sluice {

//! The moves that have begun and not ended (moves.json): what the next start needs to finish them. Every
//! change is on the disk before the call returns.
class LoginJournal
{
public:
    LoginJournal(const QString &file, const QStringList &providers);

    //! In the order in which they were begun. FileFailed, InvalidInput: it cannot be read; then nothing may
    //! be moved.
    Result<QList<LoginMove>> moves() const;
    //! Adds them in this order, or replaces those of the same id.
    Status put(const QList<LoginMove> &moves);
    Status drop(const QString &id);

private:
    Status edit(const std::function<void(QList<LoginMove> &)> &change);

    QString m_file;
    QStringList m_providers;
};

} // namespace sluice

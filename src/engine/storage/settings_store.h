// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/random.h"
#include "engine/base/result.h"
#include "engine/storage/settings.h"
#include "engine/storage/window_kind.h"

#include <QtCore/QJsonObject>

#include <chrono>
#include <functional>

namespace sluice {

//! As config.json says it.
QJsonObject accountToJson(const AccountSettings &account);

//! config.json: its settings, and edits of single keys that keep all others, known or not, and every other
//! byte of the file. Each edit starts from the file as it is, is checked like a file is, and written before
//! it shows in settings().
class SettingsStore
{
public:
    //! `providers` are the ids that an account may name, `homeDirectory` is what `~/` in its path stands for,
    //! `lockPatience` how long another program's edit is waited for.
    SettingsStore(const QString &file, const QStringList &providers, Random &random,
                  const QString &homeDirectory = {},
                  std::chrono::milliseconds lockPatience = std::chrono::seconds(5));

    //! Reads the file; a missing one counts as `{}`, unless there was something in it before. On failure,
    //! InvalidInput with the file's name, the settings stay as they were.
    Status load();
    //! On first start (no users configured): adds the user `local` with a random token.
    Status ensureUser();

    const QString &file() const { return m_file; }
    const Settings &settings() const { return m_settings; }
    const QStringList &warnings() const { return m_warnings; } //!< of the last load()
    //! Why settings() is not what the file says, as far as the last load() or edit knows; empty where it is.
    const QString &problem() const { return m_problem; }

    Status setAccountEnabled(const QString &id, bool enabled);
    Status setAccountName(const QString &id, const QString &name);
    //! A limit takes the place of a reserve, and a reserve that of a limit.
    Status setAccountStop(const QString &id, WindowKind window, const AccountStop &stop);
    Status setAccountPriority(const QString &id, Priority priority);
    Status addAccount(const AccountSettings &account);
    //! Adds it, or says of the one with its id where its login lives now and whose it is.
    Status placeAccount(const AccountSettings &account);
    //! Nobody: it is learnt anew.
    Status setAccountOwner(const QString &id, const AccountOwner &owner);
    //! Also leaves the pools that list it. InvalidInput where a pool lists no other.
    Status removeAccount(const QString &id);
    //! The new user's token, 256 random bits.
    Result<Secret> addUser(const QString &name, const QStringList &pools);
    Status removeUser(const QString &name);
    Status setNotifications(const NotificationSettings &notifications);

private:
    Status read();
    Status apply(const QJsonObject &root);
    //! No other Sluice edits meanwhile, and what anybody has written before is in it: `change` runs again
    //! where an editor, which knows no lock, has saved between the reading and the writing.
    Status edit(const std::function<Status(QJsonObject &)> &change);
    Status editAccount(const QString &id, const std::function<void(QJsonObject &)> &change);

    QString m_file;
    QStringList m_providers;
    Random &m_random;
    QString m_homeDirectory;
    std::chrono::milliseconds m_lockPatience;
    QByteArray m_text;
    QJsonObject m_root;
    Settings m_settings;
    QStringList m_warnings;
    QString m_problem;
};

} // namespace sluice

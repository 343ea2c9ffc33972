// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/base/random.h"
#include "engine/storage/settings_store.h"

#include <memory>

namespace sluice {

//! The configuration that `accounts` and `users` edit: the running instance's, which takes an edit over at
//! once, or the stored one where none runs.
class StoredSettings
{
public:
    //! InvalidInput when the file is not valid; TimedOut when an instance runs that does not say which it is.
    static Result<std::unique_ptr<StoredSettings>> open(const Environment &environment);

    SettingsStore &store() { return m_store; }
    bool isRunning() const { return m_running; }
    //! After an edit: the running instance reads the file again. InvalidInput with its text when it refuses.
    Status publish() const;

private:
    StoredSettings(const Environment &environment, const QString &file, bool running);

    QString m_socket;
    bool m_running;
    SystemRandom m_random;
    SettingsStore m_store;
};

} // namespace sluice

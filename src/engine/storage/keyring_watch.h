// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/keyring_state.h"

#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace sluice {

//! Knows whether the keyring that QtKeychain uses can be read, which its answers do not tell. One
//! implementation per system; where entries that are not found are really not there, the keyring is open.
class KeyringWatch : public QObject
{
    Q_OBJECT

public:
    explicit KeyringWatch(QObject *parent);
    ~KeyringWatch() override;

    //! Asks without blocking and answers later, unless the watch goes first.
    void ask(std::function<void(KeyringState)> then);

signals:
    void becameUsable(); //!< unlocked, made, started or restarted
    void serviceGone(); //!< ended or replaced: what it was asked last may never be answered

private slots: // by name, as D-Bus wants them
    void onKeyringChanged();

private:
    class Bus;

    std::unique_ptr<Bus> m_bus; // null where the system has none
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QProcess>

namespace sluice {

//! gnome-keyring on the private bus of the test, with one keyring that opens with a password.
class KeyringDaemon
{
public:
    ~KeyringDaemon() { kill(); }

    //! With a password the first start makes the keyring `login`; every start opens it if the password is
    //! right.
    void start(const QByteArray &password);
    void kill();
    void lock();
    void unlock(const QByteArray &password); //!< as the password manager does it
    void makeKeyring(const QByteArray &password); //!< the default one, as the desktop does it

private:
    QProcess m_process;
};

} // namespace sluice

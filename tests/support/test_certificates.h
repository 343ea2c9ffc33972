// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QTemporaryDir>

namespace sluice {

//! A certificate authority of our own and a certificate for the names, by default `localhost` and 127.0.0.1,
//! made anew by the openssl program.
class TestCertificates
{
public:
    TestCertificates() : TestCertificates(QStringLiteral("DNS:localhost,IP:127.0.0.1")) { }
    //! `names` as openssl writes them; without any its subject `localhost` is all that it says.
    explicit TestCertificates(const QString &names);

    bool isValid() const { return m_isValid; }
    QString authority() const { return m_directory.filePath(QStringLiteral("ca.pem")); }
    QString certificate() const { return m_directory.filePath(QStringLiteral("server.pem")); }
    QString key() const { return m_directory.filePath(QStringLiteral("server.key")); }

private:
    QTemporaryDir m_directory;
    bool m_isValid = false;
};

} // namespace sluice

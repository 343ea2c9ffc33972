// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QTemporaryDir>

namespace sluice {

//! A certificate authority of our own and a certificate for `localhost` and 127.0.0.1, made anew by the
//! openssl program.
class TestCertificates
{
public:
    TestCertificates();

    bool isValid() const { return m_isValid; }
    QString authority() const { return m_directory.filePath(QStringLiteral("ca.pem")); }
    QString certificate() const { return m_directory.filePath(QStringLiteral("server.pem")); }
    QString key() const { return m_directory.filePath(QStringLiteral("server.key")); }

private:
    QTemporaryDir m_directory;
    bool m_isValid = false;
};

} // namespace sluice

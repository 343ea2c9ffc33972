// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_certificates.h"

#include <QtCore/QProcess>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

bool openssl(const QString &directory, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(directory);
    process.start(u"openssl"_s, arguments);
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0;
}

QStringList request(const QString &subject, const QString &key, const QStringList &rest)
{
    return QStringList{u"req"_s,    u"-x509"_s,          u"-newkey"_s,
                       u"ec"_s,     u"-pkeyopt"_s,       u"ec_paramgen_curve:P-256"_s,
                       u"-nodes"_s, u"-days"_s,          u"2"_s,
                       u"-subj"_s,  u"/CN="_s + subject, u"-keyout"_s,
                       key}
    + rest;
}

} // namespace

TestCertificates::TestCertificates(const QString &names)
{
    const auto directory = m_directory.path();
    QStringList rest{u"-out"_s,   u"server.pem"_s, u"-CA"_s,     u"ca.pem"_s,
                     u"-CAkey"_s, u"ca.key"_s,     u"-addext"_s, u"basicConstraints=critical,CA:FALSE"_s};
    if (!names.isEmpty())
        rest += {u"-addext"_s, u"subjectAltName="_s + names};
    m_isValid = openssl(directory, request(u"Sluice test authority"_s, u"ca.key"_s, {u"-out"_s, u"ca.pem"_s}))
        && openssl(directory, request(u"localhost"_s, u"server.key"_s, rest));
}

} // namespace sluice

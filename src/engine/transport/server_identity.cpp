// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/server_identity.h"

#include "engine/base/read_file.h"

#include <QtNetwork/QHostAddress>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

Failure wrongFile(const QString &path, ErrorReason reason, const QString &detail)
{
    return failure({.code = ErrorCode::InvalidInput, .detail = detail, .subject = path, .reason = reason});
}

Result<QByteArray> contentOf(const QString &path)
{
    auto content = readFile(path);
    if (content)
        return content;
    if (content.error().code == ErrorCode::NotFound)
        return wrongFile(path, ErrorReason::FileMissing, path + u" does not exist"_s);
    return wrongFile(path, ErrorReason::FileUnreadable, content.error().detail);
}

//! `name` may be `*.example.net`, which stands for one label (RFC 9525, 6.3).
bool isNameOf(const QString &name, const QString &host)
{
    const auto wanted = host.endsWith(u'.') ? host.chopped(1) : host;
    const auto rest = name.startsWith("*."_L1) ? wanted.indexOf(u'.') : -1;
    return rest > 0 ? name.sliced(1).compare(wanted.sliced(rest), Qt::CaseInsensitive) == 0
                    : name.compare(wanted, Qt::CaseInsensitive) == 0;
}

} // namespace

Result<QList<QSslCertificate>> readCertificates(const QString &file)
{
    const auto pem = contentOf(file);
    if (!pem)
        return failure(pem.error());
    const auto result = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (result.isEmpty())
        return wrongFile(file, ErrorReason::NoCertificate, file + u" holds no PEM certificate"_s);
    return result;
}

Result<QSslKey> readPrivateKey(const QString &file)
{
    const auto pem = contentOf(file);
    if (!pem)
        return failure(pem.error());
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (const QSslKey key(*pem, algorithm); !key.isNull())
            return key;
    }
    return wrongFile(file, ErrorReason::NoPrivateKey, file + u" holds no unencrypted RSA or EC key in PEM"_s);
}

bool isFor(const QSslCertificate &certificate, const QString &host)
{
    const auto names = certificate.subjectAlternativeNames();
    if (const QHostAddress address(host); !address.isNull())
        return std::ranges::any_of(names.values(QSsl::IpAddressEntry),
                                   [&](const QString &each) { return QHostAddress(each) == address; });
    // The subject counts with Node alone, and only where there is nothing else.
    const auto hosts =
        names.isEmpty() ? certificate.subjectInfo(QSslCertificate::CommonName) : names.values(QSsl::DnsEntry);
    return std::ranges::any_of(hosts, [&host](const QString &each) { return isNameOf(each, host); });
}

Error foreignKey(const QString &keyFile, const QString &certificateFile)
{
    return {.code = ErrorCode::InvalidInput,
            .detail = u"%1 is not the key of the certificate in %2"_s.arg(keyFile, certificateFile),
            .subject = keyFile,
            .reason = ErrorReason::ForeignKey};
}

bool isKeyOf(const QSslKey &key, const QSslCertificate &certificate)
{
    const auto ours = certificate.publicKey();
    if (ours.algorithm() != key.algorithm() || ours.length() != key.length())
        return false;
    const auto whole = key.toDer();
    const auto numberSize = key.length() / 8;
    if (key.algorithm() == QSsl::Ec && whole.size() < 3 * numberSize)
        return true; // without the optional public part, which is twice as long as the private one
    // Qt compares no private key with a public one. But the public one ends in numbers that stand in the
    // private one too: RSA's modulus and exponent, the point of an EC key.
    return whole.contains(ours.toDer().last(numberSize));
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/server_identity.h"

#include "engine/base/read_file.h"

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

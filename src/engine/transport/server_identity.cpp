// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/server_identity.h"

#include "engine/base/read_file.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> contentOf(const QString &path)
{
    auto content = readFile(path);
    if (!content)
        return failure(ErrorCode::InvalidInput,
                       content.error().code == ErrorCode::NotFound ? path + u" does not exist"_s
                                                                   : content.error().detail);
    return content;
}

} // namespace

Result<QList<QSslCertificate>> readCertificates(const QString &file)
{
    const auto pem = contentOf(file);
    if (!pem)
        return failure(pem.error());
    const auto result = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (result.isEmpty())
        return failure(ErrorCode::InvalidInput, file + u" holds no PEM certificate"_s);
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
    return failure(ErrorCode::InvalidInput, file + u" holds no unencrypted RSA or EC key in PEM"_s);
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

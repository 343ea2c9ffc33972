// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/credential_file.h"

#include "engine/storage/atomic_file.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace sluice {

using namespace Qt::StringLiterals;

QByteArray loginMark(const TokenSet &tokens)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(tokens.accessToken.reveal());
    hash.addData(QByteArrayView("\n"));
    hash.addData(tokens.refreshToken.reveal());
    return hash.result().toHex();
}

CredentialFile::CredentialFile(const QString &path, const QString &recoveryPath, const OAuthProfile &profile)
    : m_path(path)
    , m_recoveryPath(recoveryPath)
    , m_profile(profile)
{
}

Result<StoredLogin> CredentialFile::read() const
{
    auto content = readFile(m_path);
    if (!content && content.error().code == ErrorCode::NotFound)
        return failure(ErrorCode::CredentialMissing, u"there is no file %1"_s.arg(m_path));
    if (!content)
        return failure(content.error());
    auto tokens = m_profile.parseCredentials(*content);
    if (!tokens)
        return failure(tokens.error().code, m_path + u": "_s + tokens.error().detail);
    return StoredLogin{.content = *std::move(content), .tokens = *std::move(tokens)};
}

Status CredentialFile::save(const UnsavedLogin &login) const
{
    const auto stored = read();
    if (!stored)
        return failure(stored.error());
    const auto mark = loginMark(stored->tokens);
    if (mark == loginMark(login.tokens))
        return Done{};
    if (mark != login.replaced)
        return failure(ErrorCode::LockLost, u"another program has put a login into %1"_s.arg(m_path));
    const auto updated = m_profile.updatedCredentials(stored->content, login.tokens);
    if (!updated)
        return failure(updated.error());
    return replaceFile(m_path, *updated);
}

Status CredentialFile::keep(const UnsavedLogin &login, const QByteArray &basis) const
{
    const auto updated = m_profile.updatedCredentials(basis, login.tokens);
    if (!updated)
        return failure(updated.error());
    const QJsonObject object{{u"replaces"_s, QString::fromLatin1(login.replaced)},
                             {u"credentials"_s, QString::fromUtf8(*updated)}};
    if (auto made = makePrivateDirectory(QFileInfo(m_recoveryPath).absolutePath()); !made)
        return made;
    return replaceFile(m_recoveryPath, QJsonDocument(object).toJson());
}

std::optional<UnsavedLogin> CredentialFile::kept(const StoredLogin &stored) const
{
    const auto content = readFile(m_recoveryPath);
    if (!content)
        return std::nullopt;
    const auto object = QJsonDocument::fromJson(*content).object();
    const auto replaced = object.value("replaces"_L1).toString().toLatin1();
    if (replaced != loginMark(stored.tokens))
        return std::nullopt;
    const auto tokens = m_profile.parseCredentials(object.value("credentials"_L1).toString().toUtf8());
    if (!tokens)
        return std::nullopt;
    return UnsavedLogin{.tokens = *tokens, .replaced = replaced};
}

void CredentialFile::forgetKept() const
{
    QFile::remove(m_recoveryPath);
}

} // namespace sluice

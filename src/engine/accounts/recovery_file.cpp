// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/recovery_file.h"

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

RecoveryFile::RecoveryFile(const QString &path, const OAuthProfile &profile)
    : m_path(path)
    , m_profile(&profile)
{
}

Status RecoveryFile::checkRoom(const QByteArray &basis) const
{
    if (auto made = makePrivateDirectory(QFileInfo(m_path).absolutePath()); !made)
        return made;
    constexpr qsizetype growth = 16 * 1024; // tokens may become longer, and JSON inside JSON is escaped
    return sluice::checkRoom(m_path, 2 * basis.size() + growth);
}

Status RecoveryFile::keep(const UnsavedLogin &login, const QByteArray &basis) const
{
    const auto updated = m_profile->updatedCredentials(basis, login.tokens);
    if (!updated)
        return failure(updated.error());
    const QJsonObject object{{u"replaces"_s, QString::fromLatin1(login.replaced)},
                             {u"credentials"_s, QString::fromUtf8(*updated)}};
    if (auto made = makePrivateDirectory(QFileInfo(m_path).absolutePath()); !made)
        return made;
    return replaceFile(m_path, QJsonDocument(object).toJson());
}

std::optional<UnsavedLogin> RecoveryFile::kept(const StoredLogin &stored) const
{
    const auto content = readFile(m_path);
    if (!content)
        return std::nullopt;
    const auto object = QJsonDocument::fromJson(*content).object();
    const auto replaced = object.value("replaces"_L1).toString().toLatin1();
    if (replaced != loginMark(stored.tokens))
        return std::nullopt;
    const auto tokens = m_profile->parseCredentials(object.value("credentials"_L1).toString().toUtf8());
    if (!tokens)
        return std::nullopt;
    return UnsavedLogin{.tokens = *tokens, .replaced = replaced};
}

void RecoveryFile::forget() const
{
    QFile::remove(m_path);
}

} // namespace sluice

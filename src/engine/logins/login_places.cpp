// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/login_places.h"

#include "engine/accounts/recovery_file.h"
#include "engine/storage/atomic_file.h"
#include "engine/storage/secret_answer.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

SecretJob *answered(const Result<Secret> &value, QObject *parent)
{
    auto *job = new SecretJob(parent);
    answerLater(job, value);
    return job;
}

SecretJob *answered(const Status &status, QObject *parent)
{
    return answered(status ? Result<Secret>(Secret()) : failure(status.error()), parent);
}

Result<QByteArray> contentOf(const QString &path)
{
    auto content = readFile(path);
    if (!content && content.error().code == ErrorCode::NotFound)
        return QByteArray();
    return content;
}

Result<Secret> loginInFile(const QString &path, const OAuthProfile &profile)
{
    const auto content = contentOf(path);
    if (!content)
        return failure(content.error());
    if (content->isEmpty())
        return failure(ErrorCode::CredentialMissing, u"there is no login in %1"_s.arg(path));
    const auto login = profile.loginIn(*content);
    if (!login)
        return failure(login.error().code, path + u": "_s + login.error().detail);
    return Secret(*login);
}

Status writeFile(const QString &path, const OAuthProfile &profile, const Secret &login)
{
    const auto content = contentOf(path);
    if (!content)
        return failure(content.error());
    const auto updated = profile.fileWithLogin(*content, login.reveal());
    if (!updated)
        return failure(updated.error().code, path + u": "_s + updated.error().detail);
    if (auto made = makePrivateDirectory(QFileInfo(path).absolutePath()); !made)
        return made;
    return replaceFile(path, *updated);
}

Status clearFile(const QString &path, const OAuthProfile &profile)
{
    const auto content = contentOf(path);
    if (!content)
        return failure(content.error());
    if (content->isEmpty())
        return Done{};
    const auto rest = profile.fileWithoutLogin(*content);
    if (!rest)
        return failure(rest.error().code, path + u": "_s + rest.error().detail);
    return rest->isEmpty() ? removeFile(path) : replaceFile(path, *rest);
}

} // namespace

QByteArray markOf(const Secret &login, const OAuthProfile &profile)
{
    const auto tokens = profile.parseCredentials(login.reveal());
    return tokens ? loginMark(*tokens) : QByteArray();
}

SecretStore &LoginPlaces::storeOf(const LoginPlace &place) const
{
    return place.kind == LoginPlace::Kind::Vault ? m_stores.vault : m_stores.keychain;
}

SecretJob *LoginPlaces::read(const LoginPlace &place, const OAuthProfile &profile, QObject *parent) const
{
    if (place.isFile())
        return answered(loginInFile(place.name, profile), parent);
    if (!place.isEntry())
        return answered(Result<Secret>(failure(ErrorCode::CredentialMissing, {})), parent);
    auto *job = new SecretJob(parent);
    QObject::connect(
        storeOf(place).read(place.name, job), &SecretJob::finished, job, [job](const Result<Secret> &value) {
            const bool isMissing = !value && value.error().code == ErrorCode::NotFound;
            answer(job, isMissing ? failure(ErrorCode::CredentialMissing, value.error().detail) : value);
        });
    return job;
}

SecretJob *LoginPlaces::write(const LoginPlace &place, const OAuthProfile &profile, const Secret &login,
                              QObject *parent) const
{
    if (place.isFile())
        return answered(writeFile(place.name, profile, login), parent);
    return storeOf(place).write(place.name, login, parent);
}

SecretJob *LoginPlaces::clear(const LoginPlace &place, const OAuthProfile &profile, QObject *parent) const
{
    switch (place.kind) {
    case LoginPlace::Kind::Nowhere:
        return answered(Status(Done{}), parent);
    case LoginPlace::Kind::CliFile:
        return answered(clearFile(place.name, profile), parent);
    case LoginPlace::Kind::PrivateFile:
        return answered(clearPrivate(place.name), parent);
    case LoginPlace::Kind::Keychain:
    case LoginPlace::Kind::Vault:
        break;
    }
    return storeOf(place).remove(place.name, parent);
}

Status LoginPlaces::clearPrivate(const QString &file) const
{
    const auto directory = QFileInfo(file).absolutePath();
    if (!directory.startsWith(m_privateRoot + u'/'))
        return failure(ErrorCode::Internal, u"%1 is not a private directory"_s.arg(directory));
    if (QDir(directory).removeRecursively())
        return Done{};
    return failure(ErrorCode::FileFailed, u"cannot remove %1"_s.arg(directory));
}

} // namespace sluice

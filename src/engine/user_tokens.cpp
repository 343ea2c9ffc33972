// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/user_tokens.h"

#include "engine/base/logging.h"

#include <QtCore/QFile>

namespace sluice {

using namespace Qt::StringLiterals;

UserTokens::UserTokens(SecretStore &keychain, QObject *parent) : QObject(parent), m_keychain(keychain)
{
    connect(&keychain, &SecretStore::availabilityChanged, this, [this] {
        const auto missing = m_missing;
        for (const auto &entry : missing)
            read(entry);
    });
}

Result<QList<GatewayUser>> UserTokens::resolve(const Settings &settings)
{
    QList<GatewayUser> result;
    for (const auto &user : settings.users) {
        const auto token = resolve(user.token, user.name);
        if (!token)
            return failure(token.error());
        if (!token->isEmpty())
            result.append({user.name, *token, user.pools});
    }
    return result;
}

//! Empty: not known yet.
Result<Secret> UserTokens::resolve(const TokenSource &source, const QString &user)
{
    switch (source.kind) {
    case TokenSource::Kind::Inline:
        return source.inlineToken;
    case TokenSource::Kind::Environment: {
        const auto value = qgetenv(source.name.toLocal8Bit().constData());
        if (value.isEmpty())
            return failure(
                ErrorCode::InvalidInput,
                u"users: the token of %1 should be in the environment variable %2, which is not set"_s.arg(
                    user, source.name));
        return Secret(value);
    }
    case TokenSource::Kind::File: {
        QFile file(source.name);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::InvalidInput,
                           u"users: the token of %1 cannot be read from %2: %3"_s.arg(user, source.name,
                                                                                      file.errorString()));
        return Secret(file.readAll().trimmed());
    }
    case TokenSource::Kind::Keychain:
        if (!m_known.contains(source.name) && !m_missing.contains(source.name))
            read(source.name);
        return m_known.value(source.name);
    case TokenSource::Kind::None:
        break;
    }
    return failure(ErrorCode::InvalidInput, u"users: %1 has no token"_s.arg(user));
}

void UserTokens::read(const QString &entry)
{
    m_missing.insert(entry);
    connect(
        m_keychain.read(entry, this), &SecretJob::finished, this, [this, entry](const Result<Secret> &token) {
            if (!token) {
                qCWarning(lcEngine).noquote() << "users: the token" << entry
                                              << "is not known, so it is refused -" << token.error().detail;
                return;
            }
            m_missing.remove(entry);
            m_known.insert(entry, *token);
            emit changed();
        });
}

} // namespace sluice

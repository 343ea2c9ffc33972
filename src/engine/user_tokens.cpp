// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/user_tokens.h"

#include "engine/base/logging.h"
#include "engine/storage/atomic_file.h"
#include "engine/storage/file_facts.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

Result<Secret> tokenIn(const QString &path)
{
    const auto content = readFile(path);
    if (!content)
        return failure(ErrorCode::InvalidInput,
                       content.error().code == ErrorCode::NotFound ? path + u" does not exist"_s
                                                                   : content.error().detail);
    if (const auto facts = FileFacts::ofPath(path); facts && facts->isReadableByOthers())
        return failure(ErrorCode::InvalidInput,
                       u"others can read %1; make the file 0600 (chmod 600)"_s.arg(path));
    const auto token = content->trimmed();
    if (token.isEmpty())
        return failure(ErrorCode::InvalidInput, path + u" is empty; it should hold the token"_s);
    return Secret(token);
}

} // namespace

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
    for (qsizetype i = 0; i < settings.users.size(); ++i) {
        const auto &user = settings.users[i];
        const auto token = resolve(user.token);
        if (!token)
            return failure(token.error().code, u"users[%1].token: %2"_s.arg(i).arg(token.error().detail));
        if (!token->isEmpty())
            result.append({user.name, *token, user.pools});
    }
    return result;
}

//! Empty: not known yet.
Result<Secret> UserTokens::resolve(const TokenSource &source)
{
    switch (source.kind) {
    case TokenSource::Kind::Inline:
        return source.inlineToken;
    case TokenSource::Kind::Environment: {
        const auto value = qgetenv(source.name.toLocal8Bit().constData());
        if (value.isEmpty())
            return failure(ErrorCode::InvalidInput,
                           u"the environment variable %1 is not set"_s.arg(source.name));
        return Secret(value);
    }
    case TokenSource::Kind::File:
        return tokenIn(source.name);
    case TokenSource::Kind::Keychain:
        if (!m_known.contains(source.name) && !m_missing.contains(source.name))
            read(source.name);
        return m_known.value(source.name);
    case TokenSource::Kind::None:
        break;
    }
    return failure(
        ErrorCode::InvalidInput,
        u"is missing; allowed is a text, or one of {\"env\": NAME}, {\"file\": PATH}, {\"keychain\": NAME}"_s);
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

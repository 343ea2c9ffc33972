// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/user_tokens.h"

#include "engine/base/logging.h"
#include "engine/storage/atomic_file.h"
#include "engine/storage/file_facts.h"
#include "engine/storage/settings_check.h"

#include <algorithm>
#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! Editors and `echo` end a line; that is none of the token.
QByteArray withoutLineBreak(QByteArray text)
{
    if (text.endsWith('\n'))
        text.chop(text.endsWith("\r\n") ? 2 : 1);
    return text;
}

//! `place` is the file or variable that holds it.
Result<Secret> checked(const QString &place, const QByteArray &content)
{
    const Secret token(withoutLineBreak(content));
    if (token.isEmpty())
        return failure(ErrorCode::InvalidInput, place + u" is empty; it should hold the token"_s);
    if (const auto fault = findUnsendable(token))
        return failure(ErrorCode::InvalidInput, u"the token in %1 %2"_s.arg(place, *fault));
    return token;
}

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
    return checked(path, *content);
}

//! Such a token is known only later, when there is nobody left to refuse the configuration to.
bool isInKeychain(const UserSettings &user)
{
    return user.token.kind == TokenSource::Kind::Keychain;
}

//! Names are unique, and this one is there.
auto findUser(const Settings &settings, const QString &name)
{
    return std::ranges::find(settings.users, name, &UserSettings::name);
}

} // namespace

UserTokens::UserTokens(SecretStore &keychain, const QProcessEnvironment &variables, QObject *parent)
    : QObject(parent)
    , m_keychain(keychain)
    , m_variables(variables)
{
    connect(&keychain, &SecretStore::availabilityChanged, this, [this] {
        const auto entries = m_entries;
        for (auto entry = entries.cbegin(); entry != entries.cend(); ++entry) {
            if (entry->state != State::Known)
                read(entry.key());
        }
    });
}

Result<QList<GatewayUser>> UserTokens::resolve(const Settings &settings)
{
    forgetUnnamed(settings);
    QList<GatewayUser> result;
    for (qsizetype i = 0; i < settings.users.size(); ++i) {
        const auto &user = settings.users[i];
        const auto token = resolve(user.token);
        if (!token)
            return failure(token.error().code, u"users[%1].token: %2"_s.arg(i).arg(token.error().detail));
        if (token->isEmpty())
            continue;
        const auto same = std::ranges::find(result, *token, &GatewayUser::token);
        if (same == result.end())
            result.append({user.name, *token, user.pools});
        else if (isInKeychain(user) || isInKeychain(*findUser(settings, same->name)))
            qCWarning(lcEngine).noquote() << "users: the token of" << user.name << "is also that of"
                                          << same->name << "- it counts as the latter's alone";
        else
            return failure(ErrorCode::InvalidInput,
                           u"users[%1].token: is also the token of user \"%2\""_s.arg(i).arg(same->name));
    }
    return result;
}

void UserTokens::expire()
{
    for (auto &entry : m_entries)
        entry.state = State::Unasked;
}

void UserTokens::forgetUnnamed(const Settings &settings)
{
    QStringList named;
    for (const auto &user : settings.users) {
        if (user.token.kind == TokenSource::Kind::Keychain)
            named.append(user.token.name);
    }
    m_entries.removeIf(
        [&named](QHash<QString, Entry>::iterator entry) { return !named.contains(entry.key()); });
}

//! Empty: not known yet.
Result<Secret> UserTokens::resolve(const TokenSource &source)
{
    switch (source.kind) {
    case TokenSource::Kind::Inline:
        return source.inlineToken;
    case TokenSource::Kind::Environment: {
        const auto value = m_variables.value(source.name).toLocal8Bit();
        if (value.isEmpty())
            return failure(ErrorCode::InvalidInput,
                           u"the environment variable %1 is not set"_s.arg(source.name));
        return checked(u"the environment variable "_s + source.name, value);
    }
    case TokenSource::Kind::File:
        return tokenIn(source.name);
    case TokenSource::Kind::Keychain:
        if (m_entries.value(source.name).state == State::Unasked)
            read(source.name);
        return m_entries.value(source.name).token;
    case TokenSource::Kind::None:
        break;
    }
    return failure(
        ErrorCode::InvalidInput,
        u"is missing; allowed is a text, or one of {\"env\": NAME}, {\"file\": PATH}, {\"keychain\": NAME}"_s);
}

void UserTokens::read(const QString &name)
{
    m_entries[name].state = State::Asked;
    connect(m_keychain.read(name, this), &SecretJob::finished, this,
            [this, name](const Result<Secret> &token) { onRead(name, token); });
}

void UserTokens::onRead(const QString &name, const Result<Secret> &token)
{
    const auto entry = m_entries.find(name);
    if (entry == m_entries.end())
        return; // the configuration does not name it any more
    entry->state = token ? State::Known : State::Missing;
    auto fresh = token ? Secret(withoutLineBreak(token->reveal())) : Secret();
    if (const auto fault = findUnsendable(fresh)) {
        qCWarning(lcEngine).noquote() << "users: the token" << name << "is refused - it" << *fault;
        fresh = {};
    }
    // A keychain that does not answer says nothing about the token that it had before.
    if (!token && token.error().code != ErrorCode::NotFound)
        fresh = entry->token;
    if (!token)
        qCWarning(lcEngine).noquote() << "users: the token" << name
                                      << (fresh.isEmpty() ? "is not known, so it is refused -"
                                                          : "cannot be read again; the last one holds -")
                                      << token.error().detail;
    if (std::exchange(entry->token, fresh) != fresh)
        emit changed();
}

} // namespace sluice

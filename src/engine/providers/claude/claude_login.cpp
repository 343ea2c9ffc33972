// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_login.h"

#include "engine/providers/claude/claude_constants.h"
#include "engine/providers/claude/claude_credentials.h"
#include "engine/providers/json_members.h"
#include "engine/providers/pasted_word.h"
#include "engine/storage/json_edit.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace sluice::claude {

namespace {

bool isBlank(QByteArrayView json)
{
    return json.trimmed().isEmpty();
}

//! Whether the file can be edited: with a login or without, but nothing that a reader might see otherwise.
Status editable(QByteArrayView file)
{
    const auto tokens = readCredentials(file);
    if (!tokens && tokens.error().code != ErrorCode::CredentialMissing)
        return failure(tokens.error());
    if (!isBlank(file) && !jsonMembers(file))
        return failure(ErrorCode::InvalidInput, u"the credentials are not strict JSON"_s);
    return Done();
}

bool startsLonger(const QByteArray &word, QByteArrayView prefix)
{
    return word.startsWith(prefix) && word.size() > prefix.size();
}

AccountOwner ownerIn(QByteArrayView accountFile)
{
    const auto members = jsonMembers(accountFile);
    if (!members)
        return {};
    const auto text = jsonValue(*members, QByteArrayView(accountMember.data(), accountMember.size()));
    const auto account = QJsonDocument::fromJson(text.toByteArray()).object();
    return {.accountId = account.value("accountUuid"_L1).toString(),
            .organizationId = account.value("organizationUuid"_L1).toString(),
            .email = account.value("emailAddress"_L1).toString()};
}

} // namespace

Result<QByteArray> loginIn(QByteArrayView file)
{
    const auto tokens = parseCredentials(file);
    if (!tokens)
        return failure(tokens.error());
    const auto members = jsonMembers(file);
    if (!members)
        return failure(ErrorCode::InvalidInput, u"the credentials are not strict JSON"_s);
    const auto name = tokens->kind == LoginKind::ApiKey ? keyMember : loginMember;
    return "{\"" + name.toByteArray() + "\":" + jsonValue(*members, name).toByteArray() + '}';
}

Result<QByteArray> fileWithLogin(QByteArrayView file, QByteArrayView login)
{
    const auto tokens = parseCredentials(login);
    if (!tokens)
        return failure(tokens.error());
    if (tokens->kind == LoginKind::ApiKey)
        return failure(ErrorCode::InvalidInput,
                       u"Claude Code keeps no API key in its credentials file; give it the key as "
                       "ANTHROPIC_API_KEY"_s);
    const auto alone = loginIn(login);
    if (!alone || isBlank(file))
        return alone;
    if (const auto status = editable(file); !status)
        return failure(status.error());
    const auto members = jsonMembers(*alone);
    return withJsonMember(file.toByteArray(), {QString::fromLatin1(loginMember)},
                          jsonValue(*members, loginMember).toByteArray());
}

Result<QByteArray> fileWithoutLogin(QByteArrayView file)
{
    if (isBlank(file))
        return QByteArray();
    if (const auto status = editable(file); !status)
        return failure(status.error());
    auto rest = withoutJsonMember(file.toByteArray(), {QString::fromLatin1(loginMember)});
    if (rest)
        rest = withoutJsonMember(*rest, {QString::fromLatin1(keyMember)});
    if (!rest)
        return rest;
    const auto members = jsonMembers(*rest);
    return members && members->isEmpty() ? QByteArray() : rest;
}

AccountOwner ownerOf(const TokenSet &tokens, QByteArrayView accountFile)
{
    if (tokens.kind == LoginKind::ApiKey)
        return {};
    const auto inFile = ownerIn(accountFile);
    AccountOwner owner{.accountId = tokens.accountId, .organizationId = tokens.organizationId};
    if (!owner.isKnown())
        return inFile;
    if (owner.isSameAs(inFile)) {
        owner.email = inFile.email;
        if (owner.organizationId.isEmpty())
            owner.organizationId = inFile.organizationId;
    }
    return owner;
}

Result<QByteArray> loginFromPasted(const Secret &pasted)
{
    const auto word = pastedWord(pasted);
    if (startsLonger(word, setUpTokenPrefix))
        return updatedCredentials({}, {.accessToken = Secret(word), .scopes = {inferenceScope}});
    if (startsLonger(word, apiKeyPrefix))
        return updatedCredentials({}, {.kind = LoginKind::ApiKey, .accessToken = Secret(word)});
    return failure(ErrorCode::InvalidInput,
                   u"this is neither a set-up token, which starts with %1, nor an API key, which starts with "
                   "%2; either is one word without spaces or line breaks"_s.arg(
                       QLatin1StringView(setUpTokenPrefix), QLatin1StringView(apiKeyPrefix)));
}

} // namespace sluice::claude

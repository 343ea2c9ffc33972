// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_client.h"

#include "engine/storage/json_edit.h"

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

const QString envMember = u"env"_s;
const QString baseUrlVariable = u"ANTHROPIC_BASE_URL"_s;
const QString tokenVariable = u"ANTHROPIC_AUTH_TOKEN"_s;

// Another login, another place for it, or another provider that needs none.
QStringList loginVariables()
{
    return {
        tokenVariable,
        baseUrlVariable,
        u"ANTHROPIC_API_KEY"_s,
        u"ANTHROPIC_CUSTOM_HEADERS"_s,
        u"CLAUDE_CODE_API_KEY_FILE_DESCRIPTOR"_s,
        u"CLAUDE_CODE_OAUTH_REFRESH_TOKEN"_s,
        u"CLAUDE_CODE_OAUTH_SCOPES"_s,
        u"CLAUDE_CODE_OAUTH_TOKEN"_s,
        u"CLAUDE_CODE_OAUTH_TOKEN_FILE_DESCRIPTOR"_s,
        u"CLAUDE_CODE_USE_ANTHROPIC_AWS"_s,
        u"CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD"_s,
        u"CLAUDE_CODE_USE_BEDROCK"_s,
        u"CLAUDE_CODE_USE_FOUNDRY"_s,
        u"CLAUDE_CODE_USE_GATEWAY"_s,
        u"CLAUDE_CODE_USE_MANTLE"_s,
        u"CLAUDE_CODE_USE_VERTEX"_s,
        u"CLAUDE_SECURESTORAGE_CONFIG_DIR"_s,
    };
}

//! A file that holds nothing, which Claude Code takes like `{}`.
bool isBlank(const QByteArray &settings)
{
    return settings.trimmed().isEmpty();
}

struct Wanted
{
    QString name = {};
    QByteArray value = {}; // as JSON
};

QList<Wanted> wanted(const ClientTarget &target)
{
    return {{baseUrlVariable, jsonString(target.address)},
            {tokenVariable, jsonString(QString::fromUtf8(target.token.reveal()))}};
}

//! The smallest edit that makes `after` of `before`.
TextEdit editBetween(const QByteArray &before, const QByteArray &after)
{
    const auto shorter = std::min(before.size(), after.size());
    const auto start =
        std::mismatch(before.begin(), before.begin() + shorter, after.begin()).first - before.begin();
    qsizetype tail = 0;
    while (tail < shorter - start && before.at(before.size() - 1 - tail) == after.at(after.size() - 1 - tail))
        ++tail;
    return {.at = start,
            .removed = before.size() - tail - start,
            .inserted = after.sliced(start, after.size() - tail - start)};
}

} // namespace

ClaudeClient::ClaudeClient()
    : ClientSetup({.id = u"claude-code"_s,
                   .name = u"Claude Code"_s,
                   .program = u"claude"_s,
                   .installation = u"npm install -g @anthropic-ai/claude-code"_s,
                   .trial = {u"-p"_s, u"Say hi."_s},
                   .directory = u".claude"_s,
                   .directoryVariable = u"CLAUDE_CONFIG_DIR"_s,
                   .credentialsFile = u".credentials.json"_s,
                   .settingsFile = u"settings.json"_s,
                   .accountFile = u".claude.json"_s,
                   .olderAccountFile = u".config.json"_s,
                   .accountFileInHome = true,
                   .signIn = {u"auth"_s, u"login"_s},
                   .loginVariables = loginVariables()})
{
}

Result<ClientSetup::Pointed> ClaudeClient::pointed(const QByteArray &settings,
                                                   const ClientTarget &target) const
{
    const auto text = isBlank(settings) ? emptySettings() : settings;
    const auto env = jsonMember(text, {envMember});
    if (!env)
        return failure(env.error());
    Pointed result;
    result.members.append({.name = envMember, .before = *env ? std::optional(QByteArray()) : std::nullopt});
    auto after = text;
    for (const auto &[name, value] : wanted(target)) {
        const auto before = jsonMember(text, {envMember, name});
        const auto edited = withJsonMember(after, {envMember, name}, value);
        if (!before || !edited)
            return failure(before ? edited.error() : before.error());
        result.members.append({.name = name, .oursDigest = digest(value), .before = *before});
        after = *edited;
    }
    result.edits = {editBetween(settings, after)};
    return result;
}

bool ClaudeClient::isPointed(const QByteArray &settings, const ClientTarget &target) const
{
    return std::ranges::all_of(wanted(target), [&](const Wanted &each) {
        return jsonMember(settings, {envMember, each.name}) == Result(std::optional(each.value));
    });
}

Result<QByteArray> ClaudeClient::withdrawn(const QByteArray &settings, const SetupRecord &record) const
{
    if (isBlank(settings))
        return settings; // somebody has emptied it since
    auto result = settings;
    bool hadEnv = false;
    bool removedAny = false;
    for (const auto &member : record.members) {
        if (member.name == envMember) {
            hadEnv = member.before.has_value();
            continue;
        }
        const QStringList path = {envMember, member.name};
        const auto value = jsonMember(result, path);
        if (!value)
            return failure(value.error());
        if (!*value || digest(**value) != member.oursDigest)
            continue; // a person has changed it since
        const auto edited =
            member.before ? withJsonMember(result, path, *member.before) : withoutJsonMember(result, path);
        if (!edited)
            return failure(edited.error());
        removedAny = removedAny || !member.before;
        result = *edited;
    }
    const auto env = jsonMember(result, {envMember});
    if (env && *env && removedAny && !hadEnv && (*env)->sliced(1).trimmed() == "}")
        return withoutJsonMember(result, {envMember}).value_or(result);
    return result;
}

QStringList ClaudeClient::changedSince(const QByteArray &settings, const SetupRecord &record) const
{
    QStringList result;
    for (const auto &member : record.members) {
        const auto value = member.name == envMember || isBlank(settings)
            ? Result(std::optional<QByteArray>())
            : jsonMember(settings, {envMember, member.name});
        if (value && *value && digest(**value) != member.oursDigest && *value != member.before)
            result += member.name;
    }
    return result;
}

QByteArray ClaudeClient::tokenText(const Secret &token) const
{
    return jsonString(QString::fromUtf8(token.reveal()));
}

QList<QByteArray> ClaudeClient::tokensIn(const QByteArray &settings) const
{
    const auto value = jsonMember(settings, {envMember, tokenVariable});
    return value && *value ? QList{**value} : QList<QByteArray>();
}

QString ClaudeClient::exports(const ClientTarget &target) const
{
    return u"export %1=%2\nexport %3=%4\n"_s.arg(baseUrlVariable, shellQuoted(target.address), tokenVariable,
                                                 shellQuoted(QString::fromUtf8(target.token.reveal())));
}

} // namespace sluice

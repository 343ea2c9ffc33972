// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_client.h"

#include "engine/providers/codex/codex_settings.h"
#include "engine/storage/json_edit.h"

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

const QString tableMember = u"model_providers.sluice"_s; // how the record calls a table that was there before
constexpr QByteArrayView ourChoice = "\"sluice\"";
const QString fileStore = u"cli_auth_credentials_store=\"file\""_s; // else it may use a keychain

struct Wanted
{
    QString key = {};
    QByteArray value = {}; // as TOML, of which strings of JSON are a part
};

QString baseUrl(const ClientTarget &target)
{
    return target.address + u"/codex/v1"_s;
}

QList<Wanted> wanted(const ClientTarget &target)
{
    return {{u"name"_s, "\"Sluice\""},
            {codex::baseUrlKey, jsonString(baseUrl(target))},
            {u"wire_api"_s, "\"responses\""},
            {u"supports_websockets"_s, "true"},
            {codex::tokenKey, jsonString(QString::fromUtf8(target.token.reveal()))}};
}

QByteArray tableOf(const ClientTarget &target, const QByteArray &lineEnd)
{
    auto result = "[model_providers.sluice]" + lineEnd;
    for (const auto &[key, value] : wanted(target))
        result += key.toUtf8() + " = " + value + lineEnd;
    return result;
}

QList<TextEdit> inOrder(QList<TextEdit> edits)
{
    std::ranges::stable_sort(edits, {}, &TextEdit::at);
    return edits;
}

const SetupRecord::Member *memberOf(const SetupRecord &record, const QString &name)
{
    const auto found = std::ranges::find(record.members, name, &SetupRecord::Member::name);
    return found == record.members.end() ? nullptr : &*found;
}

bool isStill(const std::optional<QByteArray> &value, const SetupRecord::Member *member)
{
    return value && member && digest(*value) == member->oursDigest;
}

} // namespace

CodexClient::CodexClient()
    : ClientSetup({.id = u"codex"_s,
                   .name = u"Codex"_s,
                   .program = u"codex"_s,
                   .installation = u"npm install -g @openai/codex"_s,
                   .trial = {u"exec"_s, u"--skip-git-repo-check"_s, u"Say hi."_s},
                   .directory = u".codex"_s,
                   .directoryVariable = u"CODEX_HOME"_s,
                   .credentialsFile = u"auth.json"_s,
                   .settingsFile = u"config.toml"_s,
                   .signIn = {u"login"_s, u"-c"_s, fileStore},
                   .deviceSignIn = {u"login"_s, u"--device-auth"_s, u"-c"_s, fileStore},
                   .loginVariables = {u"CODEX_ACCESS_TOKEN"_s, u"CODEX_API_KEY"_s, u"OPENAI_API_KEY"_s,
                                      u"OPENAI_BASE_URL"_s},
                   .fileStoreSetting = u"cli_auth_credentials_store = \"file\""_s})
{
}

Result<ClientSetup::Pointed> CodexClient::pointed(const QByteArray &toml, const ClientTarget &target) const
{
    const auto settings = codex::ClientSettings::read(toml);
    if (!settings)
        return failure(settings.error());
    Pointed result;
    const auto table = settings->ourTable();
    result.members = {{codex::chosenKey, digest(ourChoice.toByteArray()), settings->chosen()},
                      {tableMember, {}, table.isEmpty() ? std::nullopt : std::optional(table)}};
    for (const auto &[key, value] : wanted(target)) {
        if (key == codex::baseUrlKey || key == codex::tokenKey)
            result.members.append({key, digest(value), {}});
    }
    result.edits = inOrder(settings->choose(ourChoice.toByteArray()) + settings->removeOurs()
                           + QList{settings->append(tableOf(target, settings->lineEnd()))});
    return result;
}

bool CodexClient::isPointed(const QByteArray &toml, const ClientTarget &target) const
{
    const auto settings = codex::ClientSettings::read(toml);
    const auto values = wanted(target);
    return settings && settings->chosen() == ourChoice.toByteArray()
        && std::ranges::all_of(values,
                               [&](const Wanted &each) { return settings->ours(each.key) == each.value; });
}

Result<QByteArray> CodexClient::withdrawn(const QByteArray &toml, const SetupRecord &record) const
{
    const auto settings = codex::ClientSettings::read(toml);
    if (!settings)
        return failure(settings.error());
    const auto *chosen = memberOf(record, codex::chosenKey);
    const auto *table = memberOf(record, tableMember);
    const auto url = settings->ours(codex::baseUrlKey);
    if (url
        && !isStill(url, memberOf(record, codex::baseUrlKey))) { // a person uses the table for another place
        if (!isStill(settings->ours(codex::tokenKey), memberOf(record, codex::tokenKey)))
            return toml;
        return edited(toml, {settings->remove(codex::tokenKey)});
    }
    auto edits = settings->removeAppended(table ? table->before.value_or(QByteArray()) : QByteArray());
    if (isStill(settings->chosen(), chosen))
        edits += settings->choose(chosen->before);
    return edited(toml, inOrder(edits));
}

QStringList CodexClient::changedSince(const QByteArray &toml, const SetupRecord &record) const
{
    const auto settings = codex::ClientSettings::read(toml);
    if (!settings)
        return {};
    QStringList result;
    const auto *chosen = memberOf(record, codex::chosenKey);
    const auto present = settings->chosen();
    if (present && chosen && !isStill(present, chosen) && present != chosen->before)
        result += codex::chosenKey;
    const auto url = settings->ours(codex::baseUrlKey);
    if (url && !isStill(url, memberOf(record, codex::baseUrlKey)))
        result += tableMember;
    return result;
}

QByteArray CodexClient::tokenText(const Secret &token) const
{
    return jsonString(QString::fromUtf8(token.reveal()));
}

QList<QByteArray> CodexClient::tokensIn(const QByteArray &toml) const
{
    const auto settings = codex::ClientSettings::read(toml);
    return settings ? settings->tokens() : QList<QByteArray>();
}

QString CodexClient::exports(const ClientTarget &target) const
{
    // The token goes through the environment: arguments are for everybody to see.
    return u"export SLUICE_TOKEN=%1\n"
           "codex -c model_provider=sluice -c %2\n"_s.arg(
               shellQuoted(QString::fromUtf8(target.token.reveal())),
               shellQuoted(u"model_providers.sluice={name=\"Sluice\",base_url=\"%1\",wire_api=\"responses\","
                           "supports_websockets=true,env_key=\"SLUICE_TOKEN\"}"_s.arg(baseUrl(target))));
}

} // namespace sluice

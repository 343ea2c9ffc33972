// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/claude_code_setup.h"

#include "engine/storage/json_edit.h"

#include <QtCore/QCryptographicHash>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

const QString kEnv = u"env"_s;
const QString kBaseUrl = u"ANTHROPIC_BASE_URL"_s;
const QString kToken = u"ANTHROPIC_AUTH_TOKEN"_s;

QByteArray digest(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

//! The smallest patch that turns `after` back into `before`.
SetupRecord::Patch patchBetween(const QByteArray &before, const QByteArray &after)
{
    const auto shorter = std::min(before.size(), after.size());
    const auto start =
        std::mismatch(before.begin(), before.begin() + shorter, after.begin()).first - before.begin();
    qsizetype tail = 0;
    while (tail < shorter - start && before.at(before.size() - 1 - tail) == after.at(after.size() - 1 - tail))
        ++tail;
    return {.at = start,
            .inserted = after.size() - tail - start,
            .removed = before.sliced(start, before.size() - tail - start)};
}

//! The settings without our part.
Result<FileContent> withoutOurs(const FileContent &current, const std::optional<SetupRecord> &record)
{
    if (!current || !record)
        return current;
    if (digest(*current) == record->afterDigest) {
        const auto &patch = record->patch;
        if (patch.at + patch.inserted > current->size())
            return failure(ErrorCode::InvalidInput, u"the record of the last setup does not fit the file"_s);
        if (!record->hadFile)
            return FileContent();
        return FileContent(current->first(patch.at) + patch.removed
                           + current->sliced(patch.at + patch.inserted));
    }
    auto result = *current;
    bool removedAny = false;
    for (const auto &member : record->members) {
        const QStringList path = {kEnv, member.name};
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
    const auto env = jsonMember(result, {kEnv});
    if (env && *env && removedAny && !record->hadEnv && (*env)->sliced(1).trimmed() == "}")
        result = withoutJsonMember(result, {kEnv}).value_or(result);
    if (!record->hadFile && removedAny && result.simplified().replace(' ', QByteArray()) == "{}")
        return FileContent();
    return FileContent(result);
}

QByteArray masked(QByteArray line, const SetupPlan &plan, const ClaudeCodeTarget &target)
{
    const auto hide = [&line](const QByteArray &secret, const QByteArray &by) {
        if (!secret.isEmpty())
            line.replace(secret, by);
    };
    const auto ours = jsonString(QString::fromUtf8(target.token.reveal()));
    hide(ours, "\"" + target.token.fingerprint().toLatin1() + "…\"");
    for (const auto &file : {plan.before, plan.after}) {
        const auto value = file ? jsonMember(*file, {kEnv, kToken}) : std::optional<QByteArray>();
        if (value && *value)
            hide(**value, "\"…\"");
    }
    return line;
}

} // namespace

QString clientAddress(const GatewaySettings &gateway, const QString &host, quint16 port)
{
    auto reached = host;
    if (host == "0.0.0.0"_L1 || host == "::"_L1)
        reached = u"127.0.0.1"_s;
    if (reached.contains(u':'))
        reached = u'[' + reached + u']';
    return u"%1://%2:%3"_s.arg(gateway.tlsCertificate.isEmpty() ? u"http"_s : u"https"_s, reached).arg(port);
}

Result<SetupPlan> planSetup(const FileContent &current, const std::optional<SetupRecord> &record,
                            const ClaudeCodeTarget &target)
{
    const auto original = withoutOurs(current, record);
    if (!original)
        return failure(original.error());
    const auto base = original->value_or("{}\n");
    SetupRecord fresh = {.hadFile = original->has_value()};
    const auto env = jsonMember(base, {kEnv});
    if (!env)
        return failure(env.error());
    fresh.hadEnv = env->has_value();
    auto after = base;
    bool isSet = current.has_value() && record.has_value();
    for (const auto &[name, text] :
         {std::pair(kBaseUrl, target.baseUrl), std::pair(kToken, QString::fromUtf8(target.token.reveal()))}) {
        const QStringList path = {kEnv, name};
        const auto value = jsonString(text);
        const auto before = jsonMember(base, path);
        const auto edited = withJsonMember(after, path, value);
        if (!before || !edited)
            return failure(before ? edited.error() : before.error());
        isSet = isSet && jsonMember(*current, path) == Result(std::optional(value));
        fresh.members.append({.name = name, .oursDigest = digest(value), .before = *before});
        after = *edited;
    }
    if (isSet)
        return SetupPlan{.before = current, .after = current, .record = record};
    fresh.afterDigest = digest(after);
    fresh.patch = patchBetween(base, after);
    return SetupPlan{.before = current, .after = after, .record = fresh};
}

Result<SetupPlan> planUndo(const FileContent &current, const std::optional<SetupRecord> &record)
{
    const auto original = withoutOurs(current, record);
    if (!original)
        return failure(original.error());
    return SetupPlan{.before = current, .after = *original};
}

QString toDiff(const SetupPlan &plan, const ClaudeCodeTarget &target)
{
    const auto before = plan.before.value_or(QByteArray()).split('\n');
    const auto after = plan.after.value_or(QByteArray()).split('\n');
    const auto patch = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    auto beforeEnd = before.end();
    auto afterEnd = after.end();
    while (beforeEnd != patch.first && afterEnd != patch.second
           && *std::prev(beforeEnd) == *std::prev(afterEnd)) {
        --beforeEnd;
        --afterEnd;
    }
    QByteArray result;
    for (auto line = patch.first; line != beforeEnd; ++line)
        result += "- " + *line + '\n';
    for (auto line = patch.second; line != afterEnd; ++line)
        result += "+ " + *line + '\n';
    return QString::fromUtf8(masked(result, plan, target));
}

QString toExports(const ClaudeCodeTarget &target)
{
    const auto quoted = [](QString text) { return u"'"_s + text.replace(u'\'', u"'\\''"_s) + u"'"_s; };
    return u"export %1=%2\nexport %3=%4\n"_s.arg(kBaseUrl, quoted(target.baseUrl), kToken,
                                                 quoted(QString::fromUtf8(target.token.reveal())));
}

} // namespace sluice

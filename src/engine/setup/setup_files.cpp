// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/setup_files.h"

#include "engine/storage/atomic_file.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytes(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QJsonObject toJson(const SetupRecord &record)
{
    QJsonArray members;
    for (const auto &member : record.members) {
        QJsonObject json = {{u"name"_s, member.name}, {u"digest"_s, QString::fromLatin1(member.oursDigest)}};
        if (member.before)
            json.insert(u"before"_s, base64(*member.before));
        members.append(json);
    }
    return {{u"had_file"_s, record.hadFile},
            {u"had_env"_s, record.hadEnv},
            {u"digest"_s, QString::fromLatin1(record.afterDigest)},
            {u"at"_s, record.patch.at},
            {u"inserted"_s, record.patch.inserted},
            {u"removed"_s, base64(record.patch.removed)},
            {u"members"_s, members}};
}

SetupRecord toRecord(const QJsonObject &json)
{
    SetupRecord result = {.hadFile = json.value("had_file"_L1).toBool(),
                          .hadEnv = json.value("had_env"_L1).toBool(),
                          .afterDigest = json.value("digest"_L1).toString().toLatin1()};
    result.patch = {.at = std::max<qint64>(0, json.value("at"_L1).toInteger()),
                    .inserted = std::max<qint64>(0, json.value("inserted"_L1).toInteger()),
                    .removed = bytes(json.value("removed"_L1))};
    const auto members = json.value("members"_L1).toArray();
    for (const auto &each : members) {
        const auto member = each.toObject();
        const auto before = member.value("before"_L1);
        result.members.append({.name = member.value("name"_L1).toString(),
                               .oursDigest = member.value("digest"_L1).toString().toLatin1(),
                               .before = before.isString() ? std::optional(bytes(before)) : std::nullopt});
    }
    return result;
}

Result<FileContent> readIfThere(const QString &path)
{
    auto content = readFile(path);
    if (content)
        return FileContent(*std::move(content));
    if (content.error().code == ErrorCode::NotFound)
        return FileContent();
    return failure(content.error());
}

//! Records by settings file, for CLAUDE_CONFIG_DIR may name another one each time.
Result<QJsonObject> readRecords(const QString &path)
{
    const auto content = readIfThere(path);
    if (!content)
        return failure(content.error());
    if (!*content)
        return QJsonObject();
    const auto document = QJsonDocument::fromJson(**content);
    if (!document.isObject())
        return failure(ErrorCode::InvalidInput, path + u": not valid JSON"_s);
    return document.object();
}

Result<SetupPlan> named(Result<SetupPlan> plan, const QString &file)
{
    if (plan)
        return plan;
    return failure(plan.error().code, file + u": "_s + plan.error().detail + u"; nothing was changed"_s);
}

} // namespace

SetupFiles::SetupFiles(const Environment &environment)
    : m_records(environment.dataDirectory + u"/setup-claude-code.json"_s)
{
    const auto directory = environment.claudeConfigDirectory.isEmpty()
        ? environment.homeDirectory + u"/.claude"_s
        : environment.claudeConfigDirectory;
    m_settings = QFileInfo(environment.expanded(directory) + u"/settings.json"_s).absoluteFilePath();
}

Result<SetupFiles::State> SetupFiles::read() const
{
    auto settings = readIfThere(m_settings);
    if (!settings)
        return failure(settings.error());
    const auto records = readRecords(m_records);
    if (!records)
        return failure(records.error());
    State result = {.settings = *std::move(settings)};
    if (const auto record = records->value(m_settings); record.isObject())
        result.record = toRecord(record.toObject());
    return result;
}

Result<SetupPlan> SetupFiles::planSetup(const ClaudeCodeTarget &target) const
{
    const auto state = read();
    if (!state)
        return failure(state.error());
    return named(sluice::planSetup(state->settings, state->record, target), m_settings);
}

Result<SetupPlan> SetupFiles::planUndo() const
{
    const auto state = read();
    if (!state)
        return failure(state.error());
    return named(sluice::planUndo(state->settings, state->record), m_settings);
}

Status SetupFiles::writeRecord(const std::optional<SetupRecord> &record) const
{
    auto records = readRecords(m_records);
    if (!records)
        return failure(records.error());
    if (record)
        records->insert(m_settings, toJson(*record));
    else
        records->remove(m_settings);
    if (records->isEmpty()) {
        if (QFile::exists(m_records) && !QFile::remove(m_records))
            return failure(ErrorCode::FileFailed, m_records + u": cannot be removed"_s);
        return Done{};
    }
    if (const auto made = makePrivateDirectory(QFileInfo(m_records).path()); !made)
        return made;
    return replaceFile(m_records, QJsonDocument(*records).toJson());
}

Status SetupFiles::apply(const SetupPlan &plan) const
{
    if (plan.record) {
        if (const auto remembered = writeRecord(plan.record); !remembered)
            return remembered;
    }
    if (plan.changesFile()) {
        if (!plan.after) {
            if (!QFile::remove(m_settings))
                return failure(ErrorCode::FileFailed, m_settings + u": cannot be removed"_s);
        } else {
            if (const auto made = makePrivateDirectory(QFileInfo(m_settings).path()); !made)
                return made;
            if (const auto written = replaceFile(m_settings, *plan.after); !written)
                return written;
        }
    }
    return plan.record ? Status(Done{}) : writeRecord({});
}

} // namespace sluice

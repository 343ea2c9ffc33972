// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/setup_files.h"

#include "engine/setup/client_files.h"
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
    QJsonArray patches;
    for (const auto &patch : record.patches)
        patches.append(QJsonObject{
            {u"at"_s, patch.at}, {u"inserted"_s, patch.inserted}, {u"removed"_s, base64(patch.removed)}});
    QJsonArray members;
    for (const auto &member : record.members) {
        QJsonObject json = {{u"name"_s, member.name}, {u"digest"_s, QString::fromLatin1(member.oursDigest)}};
        if (member.before)
            json.insert(u"before"_s, base64(*member.before));
        members.append(json);
    }
    return {{u"had_file"_s, record.hadFile},
            {u"mode"_s, record.mode},
            {u"digest"_s, QString::fromLatin1(record.afterDigest)},
            {u"patches"_s, patches},
            {u"members"_s, members}};
}

SetupRecord toRecord(const QJsonObject &json)
{
    SetupRecord result = {.hadFile = json.value("had_file"_L1).toBool(),
                          .mode = json.value("mode"_L1).toInt(),
                          .afterDigest = json.value("digest"_L1).toString().toLatin1()};
    const auto patches = json.value("patches"_L1).toArray();
    for (const auto &each : patches) {
        const auto patch = each.toObject();
        result.patches.append({.at = std::max<qint64>(0, patch.value("at"_L1).toInteger()),
                               .inserted = std::max<qint64>(0, patch.value("inserted"_L1).toInteger()),
                               .removed = bytes(patch.value("removed"_L1))});
    }
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

//! Records by settings file, for a variable may name another one each time.
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

constexpr auto othersMay = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
    | QFile::WriteOther | QFile::ExeOther;

// Of what QFile says; the rest is what this user may do, which for root is everything.
constexpr auto ownAndOthers = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | othersMay;

//! Before a token is in it: replaceFile() keeps the mode of what is there.
Status makePrivate(const QString &path)
{
    if (!QFile::exists(path))
        return Done{};
    if ((QFile::permissions(path) & othersMay) == 0)
        return Done{};
    QFile::setPermissions(path, QFile::permissions(path) & ownAndOthers & ~othersMay);
    if ((QFile::permissions(path) & othersMay) == 0)
        return Done{};
    return failure(ErrorCode::FileFailed,
                   path + u": others could read the token there; make it yours alone (chmod 600)"_s);
}

} // namespace

SetupFiles::SetupFiles(const ClientSetup &client, const Environment &environment)
    : m_client(client)
    , m_settings(sluice::settingsFile(client.info(), environment))
    , m_records(u"%1/setup-%2.json"_s.arg(environment.dataDirectory, client.info().id))
{
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

Result<SetupPlan> SetupFiles::planSetup(const ClientTarget &target) const
{
    const auto state = read();
    if (!state)
        return failure(state.error());
    auto plan = m_client.plan(state->settings, state->record, target);
    if (plan && plan->record && plan->record->hadFile && plan->record->mode == 0)
        plan->record->mode = static_cast<int>(QFile::permissions(m_settings));
    return named(plan, m_settings);
}

Result<SetupPlan> SetupFiles::planUndo() const
{
    const auto state = read();
    if (!state)
        return failure(state.error());
    auto plan = named(m_client.undo(state->settings, state->record), m_settings);
    if (plan && state->record)
        plan->mode = state->record->mode;
    return plan;
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

Status SetupFiles::writeSettings(const SetupPlan &plan) const
{
    if (plan.record) {
        if (const auto closed = makePrivate(m_settings); !closed)
            return closed;
    }
    if (!plan.changesFile())
        return Done{};
    if (!plan.after) {
        return removeFile(m_settings); // behind a link, which is not ours
    }
    if (const auto made = makePrivateDirectory(QFileInfo(m_settings).path()); !made)
        return made;
    const auto written = replaceUnchanged(m_settings, plan.before.value_or(QByteArray()), *plan.after);
    if (written && plan.mode != 0)
        QFile::setPermissions(m_settings, QFile::Permissions(plan.mode) & ownAndOthers);
    return written;
}

Status SetupFiles::apply(const SetupPlan &plan) const
{
    if (plan.record) {
        if (const auto remembered = writeRecord(plan.record); !remembered)
            return remembered;
    }
    if (const auto written = writeSettings(plan); !written)
        return written;
    return plan.record ? Status(Done{}) : writeRecord({});
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/client_setup.h"

namespace sluice {

using namespace Qt::StringLiterals;

Result<FileContent> ClientSetup::withoutOurs(const FileContent &current,
                                             const std::optional<SetupRecord> &record) const
{
    if (!current || !record)
        return current;
    if (digest(*current) == record->afterDigest) {
        if (!record->hadFile)
            return FileContent();
        const auto before = unpatched(*current, record->patches);
        if (!before)
            return failure(ErrorCode::InvalidInput, u"the record of the last setup does not fit the file"_s);
        return FileContent(*before);
    }
    const auto rest = withdrawn(*current, *record);
    if (!rest)
        return failure(rest.error());
    const auto bare = [](const QByteArray &text) { return text.simplified().replace(' ', QByteArray()); };
    if (!record->hadFile && *rest != *current && bare(*rest) == bare(emptySettings()))
        return FileContent();
    return FileContent(*rest);
}

Result<SetupPlan> ClientSetup::plan(const FileContent &current, const std::optional<SetupRecord> &record,
                                    const ClientTarget &target) const
{
    const auto original = withoutOurs(current, record);
    if (!original)
        return failure(original.error());
    const auto base = original->value_or(emptySettings());
    const auto pointed = this->pointed(base, target);
    if (!pointed)
        return failure(pointed.error());
    if (current && record && isPointed(*current, target))
        return SetupPlan{.before = current, .after = current, .record = record};
    const auto after = edited(base, pointed->edits);
    SetupRecord fresh = {.hadFile = original->has_value(),
                         .mode = record ? record->mode : 0,
                         .afterDigest = digest(after),
                         .patches = patchesOf(base, pointed->edits),
                         .members = pointed->members};
    return SetupPlan{.before = current, .after = after, .record = fresh};
}

Result<SetupPlan> ClientSetup::undo(const FileContent &current,
                                    const std::optional<SetupRecord> &record) const
{
    const auto original = withoutOurs(current, record);
    if (!original)
        return failure(original.error());
    SetupPlan result{.before = current, .after = *original};
    if (current && record && digest(*current) != record->afterDigest)
        result.left = changedSince(*current, *record);
    return result;
}

QString ClientSetup::toDiff(const SetupPlan &plan, const ClientTarget &target) const
{
    const auto before = plan.before.value_or(QByteArray());
    const auto after = plan.after.value_or(QByteArray());
    auto diff = lineDiff(before, after);
    const auto quoted = [](const QByteArray &text) { return '"' + text + "…\""; };
    if (!target.token.isEmpty())
        diff.replace(tokenText(target.token), quoted(target.token.fingerprint().toLatin1()));
    for (const auto &token : tokensIn(before) + tokensIn(after)) {
        for (const auto &line : token.split('\n')) {
            if (line.size() > 2) // a text over several lines may have nearly empty ones
                diff.replace(line, quoted({}));
        }
    }
    return QString::fromUtf8(diff);
}

QString shellQuoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace sluice

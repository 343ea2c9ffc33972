// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/setup_plan.h"

#include <QtCore/QCryptographicHash>

#include <algorithm>
#include <utility>
#include <vector>

namespace sluice {

namespace {

constexpr qsizetype mostCompared = 4'000'000; // pairs of lines; beyond it everything counts as changed

//! Which lines of two lists stay, as the longest common subsequence.
class CommonLines
{
public:
    CommonLines(const QList<QByteArray> &before, const QList<QByteArray> &after)
        : m_width(static_cast<std::size_t>(after.size()) + 1)
        , m_lengths(m_width * (static_cast<std::size_t>(before.size()) + 1))
    {
        for (auto i = before.size() - 1; i >= 0; --i) {
            for (auto j = after.size() - 1; j >= 0; --j)
                at(i, j) =
                    before[i] == after[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    int &at(qsizetype i, qsizetype j)
    {
        return m_lengths[static_cast<std::size_t>(i) * m_width + static_cast<std::size_t>(j)];
    }

private:
    std::size_t m_width;
    std::vector<int> m_lengths;
};

QByteArray marked(const char *mark, const QList<QByteArray> &lines)
{
    QByteArray result;
    for (const auto &line : lines)
        result += mark + line + '\n';
    return result;
}

} // namespace

QByteArray digest(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray edited(const QByteArray &text, const QList<TextEdit> &edits)
{
    QByteArray result;
    qsizetype done = 0;
    for (const auto &edit : edits) {
        result += text.sliced(done, edit.at - done) + edit.inserted;
        done = edit.at + edit.removed;
    }
    return result + text.sliced(done);
}

QList<SetupPatch> patchesOf(const QByteArray &text, const QList<TextEdit> &edits)
{
    QList<SetupPatch> result;
    qsizetype shift = 0;
    for (const auto &edit : edits) {
        result.append({edit.at + shift, edit.inserted.size(), text.sliced(edit.at, edit.removed)});
        shift += edit.inserted.size() - edit.removed;
    }
    return result;
}

std::optional<QByteArray> unpatched(const QByteArray &text, const QList<SetupPatch> &patches)
{
    QByteArray result;
    qsizetype done = 0;
    for (const auto &patch : patches) {
        if (patch.at < done || patch.inserted < 0 || patch.at > text.size() - patch.inserted)
            return {};
        result += text.sliced(done, patch.at - done) + patch.removed;
        done = patch.at + patch.inserted;
    }
    return result + text.sliced(done);
}

QByteArray lineDiff(const QByteArray &before, const QByteArray &after)
{
    auto old = before.split('\n');
    auto fresh = after.split('\n');
    const auto start = std::ranges::mismatch(old, fresh).in1 - old.begin();
    old = old.sliced(start);
    fresh = fresh.sliced(start);
    while (!old.isEmpty() && !fresh.isEmpty() && old.last() == fresh.last()) {
        old.removeLast();
        fresh.removeLast();
    }
    if (old.size() * fresh.size() > mostCompared)
        return marked("- ", old) + marked("+ ", fresh);
    CommonLines common(old, fresh);
    QByteArray result;
    qsizetype i = 0;
    qsizetype j = 0;
    bool skipped = false;
    while (i < old.size() || j < fresh.size()) {
        if (i < old.size() && j < fresh.size() && old[i] == fresh[j]) {
            skipped = !result.isEmpty();
            ++i;
            ++j;
            continue;
        }
        if (std::exchange(skipped, false))
            result += "  …\n";
        if (j == fresh.size() || (i < old.size() && common.at(i + 1, j) >= common.at(i, j + 1)))
            result += "- " + old[i++] + '\n';
        else
            result += "+ " + fresh[j++] + '\n';
    }
    return result;
}

} // namespace sluice

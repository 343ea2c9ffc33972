// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_client.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <cstdio>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

//! The file after a setup, after a second one, and after the undo; or why there was none.
bool takeThrough(const CodexClient &client, const QString &path)
{
    const ClientTarget target{u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")};
    const ClientTarget other{u"http://127.0.0.1:9999"_s, Secret("fake-other-token")};
    const FileContent before = contentOf(path);
    const auto first = client.plan(before, {}, target);
    if (!first)
        return write(path + u".refused"_s, first.error().detail.toUtf8());
    const auto again = client.plan(first->after, first->record, target);
    const auto second = client.plan(first->after, first->record, other);
    if (!again || again->changesFile() || !second)
        return false;
    const auto undone = client.undo(second->after, second->record);
    // As if somebody else had added a table since: then what is ours goes, by its meaning.
    const auto grown = client.undo(*first->after + "\n[added_since]\nx = 1\n", first->record);
    if (!undone || !undone->after || !grown || !grown->after)
        return false;
    return write(path + u".between"_s, *first->after) && write(path + u".second"_s, *second->after)
        && write(path + u".after"_s, *undone->after) && write(path + u".grown"_s, *grown->after);
}

} // namespace

//! Takes each `*.toml` of a directory through setup and undo, for codex_settings.py to look at.
int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    const CodexClient client;
    const QDir directory(QString::fromLocal8Bit(argv[1]));
    const auto names = directory.entryList({u"*.toml"_s}, QDir::Files, QDir::Name);
    for (const auto &name : names) {
        if (!takeThrough(client, directory.filePath(name))) {
            std::fprintf(stderr, "%s: failed half-way\n", qPrintable(name));
            return 1;
        }
    }
    return 0;
}

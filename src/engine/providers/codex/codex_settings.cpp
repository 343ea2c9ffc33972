// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_settings.h"

#include <algorithm>

namespace sluice::codex {

namespace {

constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";

bool isBelow(const TomlStatement &statement, const QStringList &path)
{
    return statement.path.size() >= path.size() && statement.path.first(path.size()) == path;
}

QStringList ourPath()
{
    return {tablesKey, ourId};
}

bool isOurs(const TomlStatement &statement)
{
    if (isBelow(statement, ourPath()))
        return true;
    // An inline table `model_providers`; check() has seen that there is nothing but ours in it.
    return statement.kind == TomlStatement::Kind::Value && statement.path == QStringList{QString(tablesKey)};
}

Failure refused(const TomlStatement &statement, const QString &what)
{
    return failure(ErrorCode::InvalidInput, u"line %1: %2"_s.arg(statement.line).arg(what));
}

//! The values inside an inline table, and inside those in it; else the value itself.
QList<TomlStatement> leaves(const TomlStatement &statement)
{
    if (!statement.isInlineTable)
        return {statement};
    QList<TomlStatement> result;
    for (const auto &member : statement.members)
        result += leaves(member);
    return result;
}

//! A key as it may be written anywhere.
QByteArray quoted(const QString &key)
{
    QByteArray result = "\"";
    const auto utf8 = key.toUtf8();
    for (const char c : utf8) {
        if (c == '"' || c == '\\')
            result += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            result += "\\u00" + QByteArray(1, c).toHex();
        else
            result += c;
    }
    return result + '"';
}

} // namespace

Result<ClientSettings> ClientSettings::read(const QByteArray &toml)
{
    ClientSettings result(toml);
    auto statements = scanToml(toml);
    if (!statements)
        return failure(
            ErrorCode::InvalidInput,
            u"%1; correct the file, or point Codex at Sluice without it: sluice setup codex --print"_s.arg(
                statements.error().detail));
    result.m_statements = *std::move(statements);
    if (const auto checked = result.check(); !checked)
        return failure(checked.error());
    return result;
}

Status ClientSettings::check() const
{
    using Kind = TomlStatement::Kind;
    for (const auto &statement : m_statements) {
        if (isBelow(statement, {chosenKey})
            && (statement.kind != Kind::Value || statement.path.size() > 1 || statement.isInlineTable))
            return refused(statement, u"model_provider is a table; make it the name of a provider"_s);
        if (!isBelow(statement, {tablesKey}))
            continue;
        if (statement.kind == Kind::TableArray && statement.path.size() <= 2)
            return refused(statement,
                           u"%1 is a list; write it as a table, [%1]"_s.arg(statement.path.join(u'.')));
        if (statement.kind != Kind::Value || statement.path.size() > 1)
            continue;
        const auto values = leaves(statement);
        if (!statement.isInlineTable
            || !std::ranges::all_of(values, [](const auto &value) { return isBelow(value, ourPath()); }))
            return refused(statement,
                           u"model_providers stands in one value, to which no provider can be added; write "
                           "each as a table of its own, [model_providers.NAME]"_s);
    }
    return Done{};
}

const TomlStatement *ClientSettings::root(const QString &key) const
{
    const auto found = std::ranges::find(m_statements, QStringList{key}, &TomlStatement::path);
    return found == m_statements.end() ? nullptr : &*found;
}

QByteArray ClientSettings::valueOf(const TomlStatement &statement) const
{
    return m_toml.sliced(statement.valueStart, statement.valueEnd - statement.valueStart);
}

std::optional<QByteArray> ClientSettings::chosen() const
{
    const auto *found = root(chosenKey);
    return found ? std::optional(valueOf(*found)) : std::nullopt;
}

std::optional<QByteArray> ClientSettings::ours(const QString &key) const
{
    for (const auto &statement : m_statements) {
        if (statement.kind == TomlStatement::Kind::Value && statement.path == ourPath() + QStringList{key})
            return valueOf(statement);
    }
    return {};
}

QByteArray ClientSettings::ourTable() const
{
    const auto newline = lineEnd();
    QByteArray result;
    for (const auto &statement : m_statements) {
        if (!isOurs(statement) || statement.kind != TomlStatement::Kind::Value)
            continue;
        for (const auto &leaf : leaves(statement)) {
            QByteArrayList keys;
            for (const auto &part : leaf.path.sliced(std::min<qsizetype>(2, leaf.path.size())))
                keys += quoted(part);
            if (!keys.isEmpty())
                result += keys.join('.') + " = " + valueOf(leaf) + newline;
        }
    }
    return result.isEmpty() ? result : "[model_providers.sluice]" + newline + result;
}

QList<QByteArray> ClientSettings::tokens() const
{
    QList<QByteArray> result;
    for (const auto &statement : m_statements) {
        if (statement.kind != TomlStatement::Kind::Value)
            continue;
        for (const auto &leaf : leaves(statement)) {
            if (leaf.path.contains(tokenKey) || leaf.path.contains("http_headers"_L1))
                result += valueOf(leaf);
        }
    }
    return result;
}

QList<TextEdit> ClientSettings::choose(const std::optional<QByteArray> &value) const
{
    const auto *found = root(chosenKey);
    if (found && value)
        return {{found->valueStart, found->valueEnd - found->valueStart, *value}};
    if (found)
        return {{found->start, found->end - found->start, {}}};
    if (!value)
        return {};
    // At the very top: below a table it would be that table's.
    const auto top = m_toml.startsWith(byteOrderMark) ? byteOrderMark.size() : 0;
    return {{top, 0, QByteArray(chosenKey.data(), chosenKey.size()) + " = " + *value + lineEnd()}};
}

QList<TextEdit> ClientSettings::removeOurs() const
{
    QList<TextEdit> result;
    for (const auto &statement : m_statements) {
        if (isOurs(statement))
            result.append({statement.start, statement.end - statement.start, {}});
    }
    return result;
}

QList<TextEdit> ClientSettings::removeAppended(const QByteArray &text) const
{
    auto result = removeOurs();
    if (result.isEmpty())
        return result;
    auto &first = result.first();
    first.inserted = text;
    const auto newline = lineEnd();
    if (text.isEmpty() && m_toml.first(first.at).endsWith(newline + newline)) { // the blank line is ours too
        first.at -= newline.size();
        first.removed += newline.size();
    }
    return result;
}

TextEdit ClientSettings::remove(const QString &key) const
{
    for (const auto &statement : m_statements) {
        if (statement.path == ourPath() + QStringList{key})
            return {statement.start, statement.end - statement.start, {}};
    }
    return {};
}

TextEdit ClientSettings::append(const QByteArray &table) const
{
    const bool endsLine = m_toml.isEmpty() || m_toml.endsWith('\n');
    return {m_toml.size(), 0, (endsLine ? QByteArray() : lineEnd()) + lineEnd() + table};
}

QByteArray ClientSettings::lineEnd() const
{
    const auto first = m_toml.indexOf('\n');
    return first > 0 && m_toml[first - 1] == '\r' ? "\r\n" : "\n";
}

} // namespace sluice::codex

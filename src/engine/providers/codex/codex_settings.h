// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/providers/setup_plan.h"
#include "engine/storage/toml_scan.h"

namespace sluice::codex {

using namespace Qt::StringLiterals;

inline constexpr auto chosenKey = "model_provider"_L1;
inline constexpr auto tablesKey = "model_providers"_L1;
inline constexpr auto ourId = "sluice"_L1;
inline constexpr auto baseUrlKey = "base_url"_L1;
inline constexpr auto tokenKey = "experimental_bearer_token"_L1;

//! A config.toml as far as it concerns which model provider Codex uses (spec/codex.md 8.1, 8.3).
class ClientSettings
{
public:
    //! InvalidInput where the text is no TOML, or has a shape in which a provider cannot be added safely.
    static Result<ClientSettings> read(const QByteArray &toml);

    //! The value of the root key `model_provider` as it is written.
    std::optional<QByteArray> chosen() const;
    //! The value of a key of our table as it is written.
    std::optional<QByteArray> ours(const QString &key) const;
    //! Our table as one of its own, however it is spelled in the file; empty where there is nothing in it.
    QByteArray ourTable() const;
    //! Tokens of any model provider, as they are written.
    QList<QByteArray> tokens() const;

    //! Makes `model_provider` this value; absent: removes it.
    QList<TextEdit> choose(const std::optional<QByteArray> &value) const;
    //! Removes our table in whatever spelling.
    QList<TextEdit> removeOurs() const;
    //! Removes our table as append() has made it; `text` takes its place.
    QList<TextEdit> removeAppended(const QByteArray &text) const;
    TextEdit remove(const QString &key) const; //!< from our table
    //! Appends a table, after a blank line.
    TextEdit append(const QByteArray &table) const;
    QByteArray lineEnd() const;

private:
    explicit ClientSettings(const QByteArray &toml) : m_toml(toml) { }
    Status check() const;
    const TomlStatement *root(const QString &key) const;
    QByteArray valueOf(const TomlStatement &statement) const;

    QByteArray m_toml;
    QList<TomlStatement> m_statements = {};
};

} // namespace sluice::codex

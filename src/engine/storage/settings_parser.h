// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/storage/settings.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

namespace sluice {

//! What the parser must know beside the text.
struct SettingsOrigin
{
    QString file = {}; //!< for messages
    QStringList providers = {}; //!< the ids that `provider` may name
    QString homeDirectory = {}; //!< `~/` in the paths
    bool isReadableByOthers = false; //!< then tokens in place are refused
};

struct ParsedSettings
{
    Settings settings = {};
    QStringList warnings = {}; //!< unknown keys, as `accounts[0].colour`; they are kept in the file
    bool operator==(const ParsedSettings &) const = default;
};

//! The text of config.json as an object; an empty text is `{}`. InvalidInput names file, line and column.
Result<QJsonObject> parseSettingsText(QByteArrayView json, const QString &file);

//! InvalidInput names the file, the JSON path (`accounts[1].limit_5h`), what is wrong
//! there and what is allowed.
Result<ParsedSettings> parseSettings(const QJsonObject &root, const SettingsOrigin &origin);

//! The configured pools, and for each provider that has no pool of its own name the default one: id = the
//! provider's, all its accounts.
QList<PoolSettings> effectivePools(const Settings &settings, const QStringList &providers);

} // namespace sluice

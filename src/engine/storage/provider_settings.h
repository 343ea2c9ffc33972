// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>

#include <utility>

namespace sluice {

//! What may be set per provider; empty means the provider's own default. `urls` holds addresses by key
//! (`api_url`, `oauth_token_url`, `chatgpt_url`, …), so that the schema does not know one provider from
//! another.
struct ProviderSettings
{
    QHash<QString, QString> urls = {};
    QList<std::pair<QByteArray, QByteArray>> headers = {}; //!< replace same-named request headers
    QString caFile = {};
    QString userAgent = {};
    QString usageUserAgent = {};
    bool operator==(const ProviderSettings &) const = default;
};

} // namespace sluice

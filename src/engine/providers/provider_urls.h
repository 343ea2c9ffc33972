// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/api_call_job.h"
#include "engine/storage/provider_settings.h"

#include <QtCore/QJsonObject>
#include <QtCore/QLatin1StringView>
#include <QtCore/QUrl>

namespace sluice {

//! The URL configured under `key`, else the provider's own.
QUrl configuredUrl(const ProviderSettings &settings, const QString &key, QLatin1StringView fallback);
//! The path of a base URL as requests begin with it: encoded, without a slash at its end.
QByteArray basePath(const QUrl &url);
//! What Sluice calls itself in calls of its own.
QByteArray ownUserAgent(const ProviderSettings &settings);

//! A call of Sluice's own: GET what is at `path` below `base`.
http::ApiRequest getBelow(const QUrl &base, QByteArrayView path, const QString &caFile);
//! POST `body`, and have JSON back.
http::ApiRequest postJson(const QUrl &url, const QJsonObject &body, const QString &caFile,
                          const QByteArray &userAgent);

} // namespace sluice

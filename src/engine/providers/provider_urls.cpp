// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/provider_urls.h"

#include <QtCore/QJsonDocument>

namespace sluice {

QUrl configuredUrl(const ProviderSettings &settings, const QString &key, QLatin1StringView fallback)
{
    const auto text = settings.urls.value(key);
    return QUrl(text.isEmpty() ? QString(fallback) : text);
}

QByteArray basePath(const QUrl &url)
{
    auto path = url.path(QUrl::FullyEncoded).toLatin1();
    while (path.endsWith('/'))
        path.chop(1);
    return path;
}

QByteArray ownUserAgent(const ProviderSettings &settings)
{
    return settings.userAgent.isEmpty() ? QByteArray("sluice/" SLUICE_VERSION) : settings.userAgent.toUtf8();
}

http::ApiRequest getBelow(const QUrl &base, QByteArrayView path, const QString &caFile)
{
    http::ApiRequest request{.endpoint = Endpoint::ofUrl(base),
                             .target = basePath(base) + path.toByteArray()};
    request.endpoint.caFile = caFile;
    return request;
}

http::ApiRequest postJson(const QUrl &url, const QJsonObject &body, const QString &caFile,
                          const QByteArray &userAgent)
{
    auto request = getBelow(url, {}, caFile);
    request.method = "POST";
    request.headers = {
        {"Accept", "application/json"}, {"Content-Type", "application/json"}, {"User-Agent", userAgent}};
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

} // namespace sluice

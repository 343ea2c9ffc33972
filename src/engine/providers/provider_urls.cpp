// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/provider_urls.h"

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

} // namespace sluice

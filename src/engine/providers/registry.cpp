// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/registry.h"

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

void ProviderRegistry::add(std::unique_ptr<Provider> provider)
{
    m_providers.push_back(std::move(provider));
}

const Provider *ProviderRegistry::find(const http::RequestHead &request) const
{
    const auto found = std::ranges::find_if(m_providers, [&](const auto &p) { return p->serves(request); });
    return found == m_providers.end() ? nullptr : found->get();
}

const Provider *ProviderRegistry::byId(const QString &id) const
{
    const auto found = std::ranges::find_if(m_providers, [&](const auto &p) { return p->info().id == id; });
    return found == m_providers.end() ? nullptr : found->get();
}

QStringList ProviderRegistry::ids() const
{
    QStringList result;
    for (const auto &provider : m_providers)
        result.append(provider->info().id);
    return result;
}

QStringList ProviderRegistry::unknownSettings(const QHash<QString, ProviderSettings> &settings) const
{
    QStringList result;
    for (const auto &provider : m_providers) {
        const auto &info = provider->info();
        const auto set = settings.value(info.id);
        auto keys = set.urls.keys();
        if (!set.usageUserAgent.isEmpty())
            keys.append(u"usage_user_agent"_s);
        for (const auto &key : std::as_const(keys)) {
            if (!info.settings.contains(key))
                result.append(u"providers.%1.%2"_s.arg(info.id, key));
        }
    }
    result.sort();
    return result;
}

QList<const ClientSetup *> ProviderRegistry::clients() const
{
    QList<const ClientSetup *> result;
    for (const auto &provider : m_providers) {
        if (const auto *client = provider->client())
            result.append(client);
    }
    return result;
}

std::optional<http::Reply> ProviderRegistry::localReply(const http::RequestHead &request) const
{
    for (const auto &provider : m_providers) {
        if (auto reply = provider->localReply(request))
            return reply;
    }
    return {};
}

} // namespace sluice

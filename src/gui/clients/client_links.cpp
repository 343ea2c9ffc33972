// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_links.h"

#include "engine/provider_list.h"
#include "engine/setup/client_files.h"

#include <QtCore/QFileInfo>

#include <algorithm>

namespace sluice {

ClientLinks::ClientLinks(const Environment &environment, QObject *parent)
    : QObject(parent)
    , m_environment(environment)
    , m_providers(makeProviders({}))
{
    for (const auto *client : m_providers.clients()) {
        auto link = std::make_unique<ClientLink>(*client, environment);
        connect(link.get(), &ClientLink::changed, this, &ClientLinks::changed);
        connect(link.get(), &ClientLink::failed, this, &ClientLinks::failed);
        m_links.push_back(std::move(link));
    }
}

void ClientLinks::setTarget(const ClientTarget &target)
{
    for (const auto &link : m_links)
        link->setTarget(target);
}

void ClientLinks::refresh()
{
    for (const auto &link : m_links)
        link->refresh();
}

QList<OfferedLogin> ClientLinks::foundLogins(const QStringList &usedPaths) const
{
    QList<OfferedLogin> result;
    for (const auto &provider : m_providers.all()) {
        if (!provider->client())
            continue;
        const auto &client = provider->client()->info();
        for (const auto &path : sluice::foundLogins(client, m_environment)) {
            const auto isUsed = [&](const QString &used) { return m_environment.expanded(used) == path; };
            if (std::ranges::none_of(usedPaths, isUsed))
                result.append({provider->info().id, client.name, path,
                               shortPath(QFileInfo(path).path(), m_environment)});
        }
    }
    return result;
}

ClientLink *ClientLinks::of(const QString &providerId) const
{
    const auto *provider = m_providers.byId(providerId);
    const auto *client = provider ? provider->client() : nullptr;
    const auto found = std::ranges::find_if(
        m_links, [&](const auto &link) { return client && link->info().id == client->info().id; });
    return found == m_links.end() ? nullptr : found->get();
}

QString ClientLinks::credentialsFile(const QString &providerId) const
{
    const auto *link = of(providerId);
    return link ? shortPath(sluice::credentialsFile(link->info(), m_environment), m_environment) : QString();
}

QString ClientLinks::directory(const QString &providerId) const
{
    const auto *link = of(providerId);
    return link ? clientDirectory(link->info(), m_environment) : m_environment.homeDirectory;
}

QStringList ClientLinks::clientNames() const
{
    QStringList names;
    for (const auto &link : m_links)
        names += link->info().name;
    return names;
}

} // namespace sluice

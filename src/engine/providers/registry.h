// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/providers/provider.h"
#include "engine/storage/provider_settings.h"

#include <memory>
#include <vector>

namespace sluice {

//! The providers there are, asked in the order they were added.
class ProviderRegistry
{
public:
    void add(std::unique_ptr<Provider> provider);

    //! Who serves this request head; null where nobody does. Valid as long as the registry.
    const Provider *find(const http::RequestHead &request) const;
    const Provider *byId(const QString &id) const;
    //! The first provider's answer to a probe that needs no key, if any.
    std::optional<http::Reply> localReply(const http::RequestHead &request) const;
    const std::vector<std::unique_ptr<Provider>> &all() const { return m_providers; }
    QStringList ids() const; //!< in the same order, as config.json names them
    //! What is set for a provider that it does not know, as `providers.claude.base_url`. The schema leaves
    //! that to us: it takes the same keys from all.
    QStringList unknownSettings(const QHash<QString, ProviderSettings> &settings) const;
    //! The CLIs that can be set up.
    QList<const ClientSetup *> clients() const;

private:
    std::vector<std::unique_ptr<Provider>> m_providers;
};

} // namespace sluice

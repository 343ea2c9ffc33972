// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/providers/registry.h"
#include "gui/clients/client_link.h"

#include <memory>
#include <vector>

namespace sluice {

//! A credentials file that a CLI keeps on this computer.
struct OfferedLogin
{
    QString providerId = {};
    QString clientName = {}; //!< `Claude Code`
    QString path = {};
    QString folder = {}; //!< `~/.claude`
    bool operator==(const OfferedLogin &) const = default;
};

//! The CLIs of all providers.
class ClientLinks : public QObject
{
    Q_OBJECT

public:
    explicit ClientLinks(const Environment &environment, QObject *parent = nullptr);

    const std::vector<std::unique_ptr<ClientLink>> &all() const { return m_links; }
    void setTarget(const ClientTarget &target);
    void refresh();

    const ProviderRegistry &providers() const { return m_providers; }
    //! Looks for files only; reads none. Those that an account uses already are left out.
    QList<OfferedLogin> foundLogins(const QStringList &usedPaths) const;
    ClientLink *of(const QString &providerId) const; //!< that provider's CLI; null where there is none
    QString directory(const QString &providerId) const; //!< where that provider's CLI keeps its files
    //! `~/.claude/.credentials.json`; empty where there is no CLI.
    QString credentialsFile(const QString &providerId) const;
    QStringList clientNames() const;

signals:
    void changed(); //!< any of them
    void failed(const sluice::Error &error);

private:
    Environment m_environment;
    ProviderRegistry m_providers;
    std::vector<std::unique_ptr<ClientLink>> m_links = {};
};

} // namespace sluice

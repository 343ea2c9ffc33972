// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"
#include "engine/storage/account_owner.h"
#include "engine/storage/provider_settings.h"
#include "engine/storage/routing_settings.h"
#include "engine/storage/token_source.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <cstdint>
#include <optional>

namespace sluice {

struct Environment;

// config.json as values, as docs/CONFIGURATION.md tells. Every member has the default that an empty `{}`
// gives.

enum class CredentialStore : std::uint8_t { Keychain, Vault, File };

struct GatewaySettings
{
    QString listen = QStringLiteral("127.0.0.1");
    quint16 port = 8787;
    bool requireToken = true;
    QStringList allowedHosts = {};
    QStringList allowedOrigins = {};
    QString tlsCertificate = {};
    QString tlsKey = {};
    bool allowPlainHttp = false;
    seconds drain = 30s;
    int maxBodyMib = 64;
    int maxConnections = 1024;
    bool operator==(const GatewaySettings &) const = default;
};

struct AccountSettings
{
    QString id = {};
    QString provider = {};
    QString name = {}; //!< defaults to the id
    bool enabled = true;
    CredentialStore store = CredentialStore::Keychain;
    QString path = {}; //!< for CredentialStore::File
    std::optional<int> limit5h = {}; //!< 1 to 100; excludes reserve5h
    std::optional<int> limitWeekly = {};
    std::optional<int> reserve5h = {}; //!< 1 to 99
    std::optional<int> reserveWeekly = {};
    Priority priority = Priority::Normal;
    QUrl proxy = {};
    AccountOwner owner = {}; //!< as learnt at sign-in or import; how a second sign-in is recognised

    //! Utilization at which the account pauses: the limit, 100 minus the reserve, or 99.
    Percent cap5h() const;
    Percent capWeekly() const;
    bool operator==(const AccountSettings &) const = default;
};

struct PoolSettings
{
    QString id = {};
    QString provider = {};
    Strategy strategy = Strategy::LeastUsed;
    QStringList accounts = {}; //!< none named: all of the provider
    double rebalanceThreshold = 0; //!< percent points at weight 1; 0 is off
    bool operator==(const PoolSettings &) const = default;
};

struct UserSettings
{
    QString name = {};
    TokenSource token = {};
    QStringList pools = {}; //!< empty: the default pools
    bool allowRemotes = false;
    bool operator==(const UserSettings &) const = default;
};

struct NotificationSettings
{
    bool limited = true;
    bool recovered = true;
    bool signIn = true;
    QList<int> thresholds = {80, 95};
    bool operator==(const NotificationSettings &) const = default;
};

struct Settings
{
    GatewaySettings gateway = {};
    QHash<QString, ProviderSettings> providers = {};
    QList<AccountSettings> accounts = {};
    QList<PoolSettings> pools = {};
    QList<UserSettings> users = {};
    milliseconds usagePollInterval = 60min;
    int keepDays = 90;
    NotificationSettings notifications = {};
    bool operator==(const Settings &) const = default;
};

//! `~/` becomes the home directory in every path that is not an account's, whose credential expands its own.
Settings withExpandedPaths(Settings settings, const Environment &environment);

} // namespace sluice

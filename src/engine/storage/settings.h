// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/secret.h"
#include "engine/base/units.h"
#include "engine/storage/account_owner.h"
#include "engine/storage/routing_settings.h"

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

//! A token as configuration may give it: in place, or by where it is.
struct TokenSource
{
    enum class Kind : std::uint8_t { None, Inline, Environment, File, Keychain };
    Kind kind = Kind::None;
    Secret inlineToken = {};
    QString name = {}; //!< variable, path or keychain entry
    bool operator==(const TokenSource &) const = default;
};

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
    QStringList accounts = {}; //!< empty: all of the provider
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

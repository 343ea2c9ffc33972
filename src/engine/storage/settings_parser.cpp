// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/settings_parser.h"

#include "engine/base/one_line.h"
#include "engine/storage/object_reader.h"
#include "engine/storage/settings_check.h"
#include "engine/storage/settings_names.h"
#include "engine/transport/endpoint.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtNetwork/QHostAddress>

#include <array>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! What OriginCheck can find in a `Host` field: anything else would never match.
bool isHost(const QString &text)
{
    static const QRegularExpression form(
        u"\\A(?:[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*\\.?|\\[([^\\[\\]]+)\\])(?::([0-9]{1,5}))?\\z"_s);
    const auto isIpv6 = [](const QString &address) {
        return QHostAddress(address).protocol() == QAbstractSocket::IPv6Protocol;
    };
    const auto match = form.match(text);
    if (!match.hasMatch())
        return isIpv6(text) && !text.startsWith(u'[');
    const auto address = match.captured(1);
    return (address.isEmpty() || isIpv6(address)) && match.captured(2).toInt() <= 65'535;
}

void readGateway(ObjectReader &reader, GatewaySettings &gateway)
{
    gateway.listen = reader.string(u"listen"_s, gateway.listen);
    if (gateway.listen != "localhost"_L1 && QHostAddress(gateway.listen).isNull())
        reader.wrong(u"listen"_s, u"is no address; allowed is an IP address or localhost"_s);
    gateway.port = static_cast<quint16>(reader.integer(u"port"_s, {0, 65535}, gateway.port));
    gateway.requireToken = reader.boolean(u"require_token"_s, gateway.requireToken);
    gateway.allowedHosts = reader.strings(u"allowed_hosts"_s);
    for (qsizetype i = 0; i < gateway.allowedHosts.size(); ++i) {
        if (!isHost(gateway.allowedHosts.at(i)))
            reader.wrong(u"allowed_hosts[%1]"_s.arg(i),
                         u"is no host; allowed is a name or an IP address, without scheme, path or *"_s);
    }
    gateway.allowedOrigins = reader.strings(u"allowed_origins"_s);
    // As browsers write them: anything else would never match.
    static const QRegularExpression origin(u"\\Ahttps?://[A-Za-z0-9.\\[\\]:-]+\\z"_s);
    for (qsizetype i = 0; i < gateway.allowedOrigins.size(); ++i) {
        if (!origin.match(gateway.allowedOrigins.at(i)).hasMatch())
            reader.wrong(u"allowed_origins[%1]"_s.arg(i),
                         u"is no origin; allowed is https://HOST[:PORT], without a path"_s);
    }
    reader.object(u"tls"_s, [&gateway](ObjectReader &tls) {
        gateway.tlsCertificate = tls.string(u"certificate"_s);
        gateway.tlsKey = tls.string(u"key"_s);
        if (gateway.tlsCertificate.isEmpty() != gateway.tlsKey.isEmpty())
            tls.wrong(gateway.tlsKey.isEmpty() ? u"key"_s : u"certificate"_s,
                      u"is missing; allowed are both certificate and key, or neither"_s);
    });
    gateway.allowPlainHttp = reader.boolean(u"allow_plain_http"_s, gateway.allowPlainHttp);
    gateway.drain =
        seconds{reader.integer(u"drain_seconds"_s, {0, 3600}, static_cast<int>(gateway.drain.count()))};
    gateway.maxBodyMib = reader.integer(u"max_body_mib"_s, {1, 1024}, gateway.maxBodyMib);
    gateway.maxConnections = reader.integer(u"max_connections"_s, {1, 65536}, gateway.maxConnections);
}

//! Credentials travel to these addresses: https, or http to this machine.
void checkProviderUrl(ObjectReader &reader, const QString &key, const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery()
        || url.hasFragment())
        reader.wrong(key, u"is no usable URL; allowed is https://HOST[:PORT][/PATH]"_s);
    else if (url.scheme() != "https"_L1 && !(url.scheme() == "http"_L1 && isLoopbackHost(url.host())))
        reader.wrong(
            key,
            u"has the scheme \"%1\"; allowed are https, and http for a loopback address"_s.arg(url.scheme()));
}

void readHeaders(ObjectReader &reader, ProviderSettings &provider)
{
    static const QRegularExpression name(u"\\A[A-Za-z0-9!#$%&'*+.^_`|~-]+\\z"_s);
    static const QRegularExpression control(u"[\\x00-\\x08\\x0a-\\x1f\\x7f]"_s);
    const auto keys = reader.keys();
    for (const auto &key : keys) {
        const auto value = reader.string(key);
        if (!name.match(key).hasMatch())
            reader.wrong(key, u"is no header name"_s);
        else if (control.match(value).hasMatch())
            reader.wrong(key, u"holds control characters, which a header cannot"_s);
        provider.headers.append({key.toLatin1(), value.toUtf8()});
    }
}

//! For what goes into a list, a log or a header field.
QString checkedLine(ObjectReader &reader, const QString &key, const QString &text)
{
    if (!fitsOneLine(text))
        reader.wrong(key,
                     u"holds a line break or another control character; allowed is a text of one line"_s);
    return text;
}

ProviderSettings readProvider(ObjectReader &reader)
{
    ProviderSettings provider;
    const auto keys = reader.keys();
    for (const auto &key : keys) {
        if (!key.endsWith("_url"_L1))
            continue;
        const auto url = reader.string(key);
        if (url.isEmpty())
            continue;
        checkProviderUrl(reader, key, url);
        provider.urls.insert(key, url);
    }
    reader.object(u"headers"_s, [&provider](ObjectReader &headers) { readHeaders(headers, provider); });
    provider.caFile = reader.string(u"ca_file"_s);
    provider.userAgent = checkedLine(reader, u"user_agent"_s, reader.string(u"user_agent"_s));
    provider.usageUserAgent =
        checkedLine(reader, u"usage_user_agent"_s, reader.string(u"usage_user_agent"_s));
    return provider;
}

QString readName(ObjectReader &reader, const QString &key)
{
    return checkedLine(reader, key, reader.requiredString(key));
}

QUrl readProxy(ObjectReader &reader)
{
    const QUrl url(reader.string(u"proxy"_s), QUrl::StrictMode);
    if (url.isEmpty())
        return {};
    const auto scheme = url.scheme();
    if ((scheme != "http"_L1 && scheme != "socks5"_L1) || url.host().isEmpty() || url.port() < 1)
        reader.wrong(u"proxy"_s,
                     u"is no usable proxy; allowed are http://HOST:PORT and socks5://HOST:PORT"_s);
    return url;
}

QString readProviderId(ObjectReader &reader, const QStringList &providers)
{
    const auto result = reader.requiredString(u"provider"_s);
    if (!providers.contains(result))
        reader.wrong(u"provider"_s, u"is \"%1\"; allowed are %2"_s.arg(result, providers.join(u", "_s)));
    return result;
}

void readStop(ObjectReader &reader, const QString &window, std::optional<int> &limit,
              std::optional<int> &reserve)
{
    limit = reader.optionalInteger(u"limit_"_s + window, {1, 100});
    reserve = reader.optionalInteger(u"reserve_"_s + window, {1, 99});
    if (limit && reserve)
        reader.wrong(u"reserve_"_s + window,
                     u"stands beside limit_%1; allowed is one of the two"_s.arg(window));
}

AccountSettings readAccount(ObjectReader &reader, const QStringList &providers)
{
    AccountSettings account;
    account.id = readName(reader, u"id"_s);
    account.provider = readProviderId(reader, providers);
    account.name = checkedLine(reader, u"name"_s, reader.string(u"name"_s));
    if (account.name.isEmpty())
        account.name = account.id;
    account.enabled = reader.boolean(u"enabled"_s, account.enabled);
    account.store = static_cast<CredentialStore>(reader.choice(u"store"_s, storeNames(), 0));
    account.path = reader.string(u"path"_s);
    if (account.store == CredentialStore::File && account.path.isEmpty())
        reader.wrong(u"path"_s, u"is missing; with \"store\": \"file\" it names the credentials file"_s);
    readStop(reader, u"5h"_s, account.limit5h, account.reserve5h);
    readStop(reader, u"weekly"_s, account.limitWeekly, account.reserveWeekly);
    account.priority = static_cast<Priority>(reader.choice(u"priority"_s, priorityNames(), 1) - 1);
    account.proxy = readProxy(reader);
    reader.object(u"owner"_s, [&account](ObjectReader &owner) {
        for (const auto &field : accountOwnerFields())
            account.owner.*field.member = owner.string(field.key);
    });
    return account;
}

PoolSettings readPool(ObjectReader &reader, const QStringList &providers)
{
    PoolSettings pool;
    pool.id = readName(reader, u"id"_s);
    pool.provider = readProviderId(reader, providers);
    pool.strategy = static_cast<Strategy>(reader.choice(u"strategy"_s, strategyNames(), 0));
    pool.accounts = reader.strings(u"accounts"_s);
    const auto accounts = reader.any(u"accounts"_s);
    if (accounts.isArray() && accounts.toArray().isEmpty())
        reader.wrong(u"accounts"_s,
                     u"is an empty list; allowed is at least one id, and left out means all"_s);
    pool.rebalanceThreshold = reader.number(u"rebalance_threshold"_s, {0, 100}, pool.rebalanceThreshold);
    return pool;
}

TokenSource readToken(ObjectReader &reader, bool inlineAllowed)
{
    const auto key = u"token"_s;
    const auto allowed =
        u"allowed is a text, or one of {\"env\": NAME}, {\"file\": PATH}, {\"keychain\": NAME}"_s;
    const auto value = reader.any(key);
    if (value.isUndefined())
        return {};
    if (value.isString()) {
        if (value.toString().isEmpty())
            reader.wrong(key, u"is empty; "_s + allowed);
        else if (!inlineAllowed)
            reader.wrong(key, u"stands in a file that others can read; make the file 0600 (chmod 600)"_s);
        const Secret token(value.toString().toUtf8());
        if (const auto fault = findUnsendable(token))
            reader.wrong(key, *fault);
        return {.kind = TokenSource::Kind::Inline, .inlineToken = token};
    }
    const auto object = value.toObject();
    const auto name = object.isEmpty() ? QString() : object.begin().value().toString();
    const auto kind = QStringList{u"env"_s, u"file"_s, u"keychain"_s}.indexOf(object.keys().value(0));
    if (object.size() != 1 || kind < 0 || name.isEmpty()) {
        reader.wrong(key, u"is neither; "_s + allowed);
        return {};
    }
    constexpr std::array kinds{TokenSource::Kind::Environment, TokenSource::Kind::File,
                               TokenSource::Kind::Keychain};
    return {.kind = kinds.at(static_cast<size_t>(kind)), .name = name};
}

UserSettings readUser(ObjectReader &reader, bool inlineAllowed)
{
    UserSettings user;
    user.name = readName(reader, u"name"_s);
    user.token = readToken(reader, inlineAllowed);
    user.pools = reader.strings(u"pools"_s);
    user.allowRemotes = reader.boolean(u"allow_remotes"_s, user.allowRemotes);
    return user;
}

void readNotifications(ObjectReader &reader, NotificationSettings &notifications)
{
    notifications.limited = reader.boolean(u"limited"_s, notifications.limited);
    notifications.recovered = reader.boolean(u"recovered"_s, notifications.recovered);
    notifications.signIn = reader.boolean(u"sign_in"_s, notifications.signIn);
    const auto value = reader.any(u"thresholds"_s);
    if (value.isUndefined())
        return;
    notifications.thresholds.clear();
    const auto array = value.toArray();
    for (const auto &entry : array) {
        const auto percent = entry.toInt(0); // 0 for what is no whole number
        if (percent < 1 || percent > 100)
            reader.wrong(u"thresholds"_s,
                         u"holds what is no percentage; allowed are whole numbers from 1 to 100"_s);
        notifications.thresholds.append(percent);
    }
    if (!value.isArray())
        reader.wrong(u"thresholds"_s, u"is no list; allowed is a list of whole numbers from 1 to 100"_s);
}

void readRemotes(ObjectReader &reader, bool inlineAllowed)
{
    QStringList ids;
    reader.objects(u"remotes"_s, [&](ObjectReader &remote) {
        const auto id = remote.requiredString(u"id"_s);
        if (ids.contains(id))
            remote.wrong(u"id"_s, u"\"%1\" is taken by another remote"_s.arg(id));
        ids.append(id);
        readToken(remote, inlineAllowed);
        remote.ignoreRest();
    });
}

Settings readSettings(ObjectReader &reader, const SettingsOrigin &origin)
{
    Settings settings;
    const auto inlineAllowed = !origin.isReadableByOthers;
    reader.object(u"gateway"_s, [&](ObjectReader &gateway) { readGateway(gateway, settings.gateway); });
    reader.object(u"providers"_s, [&](ObjectReader &providers) {
        for (const auto &id : origin.providers) {
            providers.object(
                id, [&](ObjectReader &provider) { settings.providers.insert(id, readProvider(provider)); });
        }
    });
    reader.objects(u"accounts"_s, [&](ObjectReader &account) {
        settings.accounts.append(readAccount(account, origin.providers));
    });
    reader.objects(u"pools"_s,
                   [&](ObjectReader &pool) { settings.pools.append(readPool(pool, origin.providers)); });
    readRemotes(reader, inlineAllowed);
    reader.objects(u"users"_s,
                   [&](ObjectReader &user) { settings.users.append(readUser(user, inlineAllowed)); });
    reader.object(u"usage"_s, [&settings](ObjectReader &usage) {
        settings.usagePollInterval = std::chrono::minutes{usage.integer(u"poll_minutes"_s, {1, 10080}, 60)};
        settings.keepDays = usage.integer(u"keep_days"_s, {1, 3650}, settings.keepDays);
    });
    reader.object(u"notifications"_s, [&settings](ObjectReader &notifications) {
        readNotifications(notifications, settings.notifications);
    });
    return settings;
}

} // namespace

Result<QJsonObject> parseSettingsText(QByteArrayView json, const QString &file)
{
    if (json.trimmed().isEmpty())
        return QJsonObject();
    QJsonParseError parseError;
    const auto document = QJsonDocument::fromJson(json.toByteArray(), &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        const auto before = json.first(std::min<qsizetype>(parseError.offset, json.size()));
        const auto line = before.count('\n') + 1;
        const auto column = before.size() - before.lastIndexOf('\n');
        return failure(
            ErrorCode::InvalidInput,
            u"%1: line %2, column %3: %4; allowed is a JSON object"_s.arg(file).arg(line).arg(column).arg(
                parseError.errorString()));
    }
    if (!document.isObject())
        return failure(ErrorCode::InvalidInput, u"%1: is no JSON object; allowed is { … }"_s.arg(file));
    return document.object();
}

Result<ParsedSettings> parseSettings(const QJsonObject &root, const SettingsOrigin &origin)
{
    ParsedSettings result;
    Findings findings;
    {
        ObjectReader reader(root, {}, findings);
        result.settings = readSettings(reader, origin);
    }
    if (!findings.error)
        findings.error = findContradiction(result.settings, origin.providers, origin.homeDirectory);
    if (findings.error)
        return failure(ErrorCode::InvalidInput, origin.file + u": "_s + *findings.error);
    result.warnings = findings.unknownKeys;
    return result;
}

} // namespace sluice

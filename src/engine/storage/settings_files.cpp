// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/settings_files.h"

#include "engine/transport/server_identity.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

Error at(const QString &place, Error error)
{
    error.detail.prepend(place);
    return error;
}

std::optional<Error> findWrongTls(const GatewaySettings &gateway)
{
    if (gateway.tlsCertificate.isEmpty())
        return std::nullopt;
    const auto chain = readCertificates(gateway.tlsCertificate);
    if (!chain)
        return at(u"gateway.tls.certificate: "_s, chain.error());
    const auto key = readPrivateKey(gateway.tlsKey);
    if (!key)
        return at(u"gateway.tls.key: "_s, key.error());
    if (!isKeyOf(*key, chain->first()))
        return at(u"gateway.tls.key: "_s, foreignKey(gateway.tlsKey, gateway.tlsCertificate));
    return std::nullopt;
}

} // namespace

std::optional<Error> findWrongFile(const Settings &settings)
{
    for (auto it = settings.providers.begin(); it != settings.providers.end(); ++it) {
        if (it->caFile.isEmpty())
            continue;
        if (const auto authorities = readCertificates(it->caFile); !authorities)
            return at(u"providers.%1.ca_file: "_s.arg(it.key()), authorities.error());
    }
    return findWrongTls(settings.gateway);
}

} // namespace sluice

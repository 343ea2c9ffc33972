// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/settings_files.h"

#include "engine/transport/server_identity.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> findWrongTls(const GatewaySettings &gateway)
{
    if (gateway.tlsCertificate.isEmpty())
        return std::nullopt;
    const auto chain = readCertificates(gateway.tlsCertificate);
    if (!chain)
        return u"gateway.tls.certificate: "_s + chain.error().detail;
    const auto key = readPrivateKey(gateway.tlsKey);
    if (!key)
        return u"gateway.tls.key: "_s + key.error().detail;
    if (!isKeyOf(*key, chain->first()))
        return u"gateway.tls.key: %1 is not the key of the certificate in %2"_s.arg(gateway.tlsKey,
                                                                                    gateway.tlsCertificate);
    return std::nullopt;
}

} // namespace

std::optional<QString> findWrongFile(const Settings &settings)
{
    for (auto it = settings.providers.begin(); it != settings.providers.end(); ++it) {
        if (it->caFile.isEmpty())
            continue;
        if (const auto authorities = readCertificates(it->caFile); !authorities)
            return u"providers.%1.ca_file: %2"_s.arg(it.key(), authorities.error().detail);
    }
    return findWrongTls(settings.gateway);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/client_target.h"

#include "engine/control/control_client.h"
#include "engine/setup/client_address.h"
#include "engine/setup/client_token.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

Result<QString> address(const GatewaySettings &gateway, const Environment &environment)
{
    bool tls = !gateway.tlsCertificate.isEmpty();
    auto host = gateway.listen;
    auto port = gateway.port;
    if (const auto status = askRunningInstance(environment.controlSocket(), {{u"command"_s, u"status"_s}})) {
        const auto running = status->value("gateway"_L1).toObject();
        tls = running.value("tls"_L1).toBool(tls);
        host = running.value("host"_L1).toString();
        port = static_cast<quint16>(running.value("port"_L1).toInt());
    } else if (status.error().code != ErrorCode::NotFound) {
        return failure(status.error());
    }
    if (port == 0)
        return failure(ErrorCode::InvalidInput,
                       u"gateway.port is 0, a free one at each start, so nobody knows yet where to reach the "
                       "gateway; set a port, or start Sluice first"_s);
    return coveredClientAddress(gateway, tls, host, port);
}

} // namespace

Result<ClientTarget> clientTarget(const Settings &settings, const Environment &environment)
{
    if (const auto token = clientToken(settings.users)) {
        const auto reached = address(withExpandedPaths(settings, environment).gateway, environment);
        return reached ? Result<ClientTarget>(ClientTarget{*reached, *token}) : failure(reached.error());
    }
    return failure(ErrorCode::NotFound,
                   u"no user's token stands in the configuration; make one with "
                   "`sluice users add NAME` and set it in the CLI yourself"_s);
}

} // namespace sluice

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
    const auto status = askRunningInstance(environment.controlSocket(), {{u"command"_s, u"status"_s}});
    if (!status && status.error().code == ErrorCode::NotFound)
        return configuredClientAddress(gateway);
    if (!status)
        return failure(status.error());
    const auto running = status->value("gateway"_L1).toObject();
    if (const auto problem = running.value("address_problem"_L1).toString(); !problem.isEmpty())
        return failure(ErrorCode::InvalidInput, problem);
    return running.value("address"_L1).toString();
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

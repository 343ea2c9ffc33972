// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/stored_settings.h"

#include "engine/control/control_client.h"
#include "engine/provider_list.h"

namespace sluice {

using namespace Qt::StringLiterals;

StoredSettings::StoredSettings(const Environment &environment, const QString &file, bool running)
    : m_socket(environment.controlSocket())
    , m_running(running)
    , m_store(file, providerIds(), m_random, environment.homeDirectory)
{
}

Result<std::unique_ptr<StoredSettings>> StoredSettings::open(const Environment &environment)
{
    const auto running =
        askRunningInstance(environment.controlSocket(), {{u"command"_s, u"configuration"_s}});
    if (!running && running.error().code != ErrorCode::NotFound)
        return failure(ErrorCode::TimedOut, running.error().detail); // it may run on another file
    const auto file = running ? running->value("file"_L1).toString() : environment.configFile();
    std::unique_ptr<StoredSettings> result(new StoredSettings(environment, file, running.has_value()));
    if (const auto loaded = result->store().load(); !loaded)
        return failure(loaded.error());
    return result;
}

Status StoredSettings::publish() const
{
    // Asked also where none ran at first: a sign-in takes minutes.
    const auto answer = askRunningInstance(m_socket, {{u"command"_s, u"reload"_s}});
    const bool isNobody = !answer && answer.error().code == ErrorCode::NotFound;
    return answer || isNobody ? Status(Done{}) : Status(failure(answer.error()));
}

} // namespace sluice

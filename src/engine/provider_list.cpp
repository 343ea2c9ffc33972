// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/provider_list.h"

#include "engine/providers/claude/claude_provider.h"
#include "engine/providers/codex/codex_provider.h"

namespace sluice {

using namespace Qt::StringLiterals;

ProviderRegistry makeProviders(const Settings &settings)
{
    ProviderRegistry result;
    result.add(std::make_unique<ClaudeProvider>(settings.providers.value(u"claude"_s)));
    result.add(std::make_unique<CodexProvider>(settings.providers.value(u"codex"_s)));
    return result;
}

QStringList providerIds()
{
    return makeProviders({}).ids();
}

} // namespace sluice

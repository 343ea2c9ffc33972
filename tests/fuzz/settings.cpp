// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
// A configuration is read or refused, and what is read keeps its own bounds.
#include "engine/storage/settings_parser.h"
#include "tests/fuzz/check.h"

using namespace Qt::StringLiterals;
using namespace sluice;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto root = parseSettingsText(text, u"config.json"_s);
    if (!root)
        return 0;
    const auto parsed = parseSettings(*root, {.file = u"config.json"_s, .providers = {u"claude"_s}});
    if (!parsed) {
        check(!parsed.error().detail.isEmpty());
        return 0;
    }
    for (const AccountSettings &account : parsed->settings.accounts) {
        check(!account.id.isEmpty());
        check(!account.limit5h || (*account.limit5h >= 1 && *account.limit5h <= 100));
        check(!account.limit5h || !account.reserve5h);
    }
    return 0;
}

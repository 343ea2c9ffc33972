// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/token_set.h"

namespace sluice {

using namespace Qt::StringLiterals;

Result<TokenSet> sound(const Result<TokenSet> &tokens, ErrorCode code)
{
    if (!tokens)
        return tokens;
    const auto damaged = [code](QStringView what) {
        return failure(code, u"%1 is damaged: it holds a space, a line break or the like"_s.arg(what));
    };
    if (!tokens->accessToken.isWord())
        return damaged(tokens->kind == LoginKind::ApiKey ? u"the API key" : u"the access token");
    for (const auto &field : tokens->requestHeaders) {
        if (!Secret(field.value).isWord())
            return damaged(u"the id of the account");
    }
    return tokens;
}

} // namespace sluice

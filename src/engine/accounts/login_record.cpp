// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/login_record.h"

namespace sluice {

using namespace Qt::StringLiterals;

LoginRecord::LoginRecord(LoginHome &home, const QString &recoveryPath, const OAuthProfile &profile)
    : m_home(&home)
    , m_recovery(recoveryPath, profile)
    , m_profile(&profile)
{
}

Result<StoredLogin> LoginRecord::read() const
{
    auto content = m_home->content();
    if (!content)
        return failure(content.error());
    auto tokens = m_profile->parseCredentials(*content);
    if (!tokens)
        return failure(tokens.error().code, m_home->place() + u": "_s + tokens.error().detail);
    return StoredLogin{.content = *std::move(content), .tokens = *std::move(tokens)};
}

Result<std::optional<QByteArray>> LoginRecord::merged(const UnsavedLogin &login) const
{
    const auto stored = read();
    if (!stored)
        return failure(stored.error());
    const auto mark = loginMark(stored->tokens);
    if (mark != login.replaced && mark != loginMark(login.tokens))
        return std::optional<QByteArray>();
    auto updated = m_profile->updatedCredentials(stored->content, login.tokens);
    if (!updated)
        return failure(updated.error());
    return std::optional(*std::move(updated));
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/secret.h"
#include "engine/http/message.h"

#include <QtCore/QList>
#include <QtCore/QStringList>

#include <cstdint>

namespace sluice {

//! Someone who may use the gateway, with the token already resolved.
struct GatewayUser
{
    QString name = {};
    Secret token = {};
    QStringList pools = {}; //!< empty: the default pools
};

enum class KeyVerdict : std::uint8_t { Accepted, Missing, Wrong };

//! Who calls, by the client key in `Authorization: Bearer` or `x-api-key`; clients send either
//! (spec/clients.md 1.1). All keys are compared, each in constant time.
class ClientKeyCheck
{
public:
    enum class Mode : std::uint8_t { Required, Optional };

    ClientKeyCheck(QList<GatewayUser> users, Mode mode);

    struct Outcome
    {
        KeyVerdict verdict = KeyVerdict::Missing;
        const GatewayUser *user = nullptr; //!< ours; null for a nameless caller when keys are optional
    };
    Outcome check(const http::Headers &headers) const;

private:
    const GatewayUser *find(const Secret &key) const;

    QList<GatewayUser> m_users;
    Mode m_mode;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/gateway/client_key_check.h"
#include "engine/storage/secret_store.h"
#include "engine/storage/settings.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace sluice {

//! The tokens of the gateway's users, wherever the configuration says that they are.
class UserTokens : public QObject
{
    Q_OBJECT

public:
    //! The keychain outlives us.
    UserTokens(SecretStore &keychain, QObject *parent);

    //! Everyone with a token that is known now. InvalidInput: a token is missing, or others can read its
    //! file; the detail begins with the JSON path. A token in the keychain is read first; until then its user
    //! is left out.
    Result<QList<GatewayUser>> resolve(const Settings &settings);

signals:
    void changed(); //!< a token has come from the keychain: resolve() knows more

private:
    Result<Secret> resolve(const TokenSource &source);
    void read(const QString &entry);

    SecretStore &m_keychain;
    QHash<QString, Secret> m_known; // by entry
    QSet<QString> m_missing; // the keychain has not answered
};

} // namespace sluice

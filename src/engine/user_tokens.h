// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/gateway/client_key_check.h"
#include "engine/storage/secret_store.h"
#include "engine/storage/settings.h"

#include <QtCore/QHash>
#include <QtCore/QProcessEnvironment>

#include <cstdint>

namespace sluice {

//! The tokens of the gateway's users, wherever the configuration says that they are.
class UserTokens : public QObject
{
    Q_OBJECT

public:
    //! The keychain outlives us; `variables` are those that a token may be in.
    UserTokens(SecretStore &keychain, const QProcessEnvironment &variables, QObject *parent);

    //! Everyone with a token that is known now. InvalidInput: a token is missing, unsendable or another
    //! user's too, or others can read its file; the detail begins with the JSON path. A token in the keychain
    //! is read first; until then its user is left out, and for good where an earlier user has the same one.
    Result<QList<GatewayUser>> resolve(const Settings &settings);
    //! The next resolve() asks the keychain anew for every token. What it said last holds until it answers.
    void expire();

signals:
    void changed(); //!< a token has come from the keychain, or has gone: resolve() says something else

private:
    enum class State : std::uint8_t { Unasked, Asked, Known, Missing };
    struct Entry
    {
        State state = State::Unasked;
        Secret token = {}; //!< as last read; empty where it never was, or is not there any more
    };

    void forgetUnnamed(const Settings &settings);
    Result<Secret> resolve(const TokenSource &source);
    void read(const QString &name);
    void onRead(const QString &name, const Result<Secret> &token);

    SecretStore &m_keychain;
    const QProcessEnvironment m_variables;
    QHash<QString, Entry> m_entries; // by name, those of the configuration
};

} // namespace sluice

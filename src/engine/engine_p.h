// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/random.h"
#include "engine/control/control_server.h"
#include "engine/engine.h"
#include "engine/engine_core.h"
#include "engine/logins/login_desk.h"
#include "engine/provider_list.h"
#include "engine/storage/keychain.h"
#include "engine/storage/settings_store.h"
#include "engine/storage/vault_secret_store.h"
#include "engine/user_tokens.h"

#include <QtCore/QThread>

namespace sluice {

class Engine::Private
{
public:
    Private(const Options &engineOptions, Engine &engine)
        : options(engineOptions)
        , store(engineOptions.configFile.isEmpty() ? engineOptions.environment.configFile()
                                                   : engineOptions.configFile,
                providerIds(), random, engineOptions.environment.homeDirectory)
        , vault(engineOptions.environment.vaultFile(), clock, nullptr)
        , keychain(engineOptions.demo ? nullptr : makeKeychain(clock, nullptr))
        , providers(makeProviders({}))
        , world(engineOptions.environment, stores(), store, providers, clock, random)
        , desk(world, nullptr)
        , tokens(stores().keychain, options.environment.variables, nullptr)
        , control([this](const QJsonObject &request) { return answer(request); }, &engine)
        , q(engine)
    {
    }

    //! The demo has no keychain: it touches nothing of the person's.
    SecretStores stores() { return {keychain ? *keychain : static_cast<SecretStore &>(vault), vault}; }

    Settings effectiveSettings() const; //!< paths expanded, with what the command line says
    Result<QList<GatewayUser>> resolvedUsers(const Settings &settings);
    Status startCore();
    void startLate();
    Status tryToApply();
    Status applyToCore(); //!< what was last read or written, and tells when it cannot be
    void tellConfigurationProblem();
    void warnOfUnknownKeys() const;
    void edited(const Status &status, const QString &accountId);
    Result<QJsonObject> answer(const QJsonObject &request);
    Status reload();
    EngineSnapshot freshSnapshot() const;

    template <typename Call>
    void post(Call call)
    {
        if (core)
            QMetaObject::invokeMethod(core, [core = core, call = std::move(call)] { call(*core); });
    }

    Options options;
    SystemClock clock;
    SystemRandom random;
    SettingsStore store;
    Settings inForce; // what the store holds, unless that cannot be applied
    QString refusal; // why it cannot
    VaultSecretStore vault;
    std::unique_ptr<SecretStore> keychain; // null in the demo
    ProviderRegistry providers; // of this thread; the core has its own
    LoginWorld world;
    LoginDesk desk;
    UserTokens tokens;
    std::unique_ptr<Deadline> patience; // while an interrupted move holds back the start
    bool holdsBack = false; // accounts whose interrupted moves wait on: their logins may be old copies
    EngineSnapshot snapshot;
    QThread thread;
    EngineCore *core = nullptr; // lives and dies on the gateway thread
    ControlServer control;
    Engine &q;
};

} // namespace sluice

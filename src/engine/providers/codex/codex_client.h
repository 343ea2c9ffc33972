// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/providers/client_setup.h"

namespace sluice {

//! Codex: `model_provider` and the table `[model_providers.sluice]` in its config.toml (spec/codex.md 8.3).
class CodexClient final : public ClientSetup
{
public:
    CodexClient();

    QString exports(const ClientTarget &target) const override;

protected:
    QByteArray emptySettings() const override { return {}; }
    Result<Pointed> pointed(const QByteArray &toml, const ClientTarget &target) const override;
    bool isPointed(const QByteArray &toml, const ClientTarget &target) const override;
    Result<QByteArray> withdrawn(const QByteArray &toml, const SetupRecord &record) const override;
    QStringList changedSince(const QByteArray &toml, const SetupRecord &record) const override;
    QByteArray tokenText(const Secret &token) const override;
    QList<QByteArray> tokensIn(const QByteArray &toml) const override;
};

} // namespace sluice

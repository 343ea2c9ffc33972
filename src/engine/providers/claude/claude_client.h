// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/providers/client_setup.h"

namespace sluice {

//! Claude Code: two members of `env` in its settings.json.
class ClaudeClient final : public ClientSetup
{
public:
    ClaudeClient();

    QString exports(const ClientTarget &target) const override;

protected:
    QByteArray emptySettings() const override { return "{}\n"; }
    Result<Pointed> pointed(const QByteArray &settings, const ClientTarget &target) const override;
    bool isPointed(const QByteArray &settings, const ClientTarget &target) const override;
    Result<QByteArray> withdrawn(const QByteArray &settings, const SetupRecord &record) const override;
    QStringList changedSince(const QByteArray &settings, const SetupRecord &record) const override;
    QByteArray tokenText(const Secret &token) const override;
    QList<QByteArray> tokensIn(const QByteArray &settings) const override;
};

} // namespace sluice

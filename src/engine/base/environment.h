// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QProcessEnvironment>
#include <QtCore/QString>

namespace sluice {

//! What a program learns from its process, filled once by main(). Paths are absolute, without a slash at the
//! end.
struct Environment
{
    QString homeDirectory = {};
    QString configDirectory = {}; //!< where config.json lives
    QString dataDirectory = {}; //!< where all that Sluice learns by itself lives, and the vault
    QString runtimeDirectory = {}; //!< where the control socket lives
    QProcessEnvironment variables = {}; //!< PATH, what moves the files of other programs, tokens

    QString configFile() const { return configDirectory + QStringLiteral("/config.json"); }
    QString stateFile() const { return dataDirectory + QStringLiteral("/state.json"); }
    QString vaultFile() const { return dataDirectory + QStringLiteral("/vault.json"); }
    QString movesFile() const { return dataDirectory + QStringLiteral("/moves.json"); }
    QString noticesFile() const { return dataDirectory + QStringLiteral("/notices.json"); }
    QString controlSocket() const { return runtimeDirectory + QStringLiteral("/control"); }
    //! `~` and `~/…` become the home directory; anything else stays.
    QString expanded(const QString &path) const;

    //! Reads HOME, SLUICE_HOME and the XDG variables of this process. InvalidInput: it has no home directory.
    static Result<Environment> ofProcess();
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace sluice {

//! A provider's own command line: what it is called and where it keeps its files.
struct ClientInfo
{
    QString id = {}; //!< `claude-code`: as in `sluice setup NAME`
    QString name = {}; //!< `Claude Code`
    QString program = {}; //!< `claude`: what people type
    QString installation = {}; //!< the command line that installs it
    QStringList trial = {}; //!< arguments for one short question and its answer
    QString directory = {}; //!< `.claude`, below the home directory
    QString directoryVariable = {}; //!< `CLAUDE_CONFIG_DIR`: names another directory
    QString credentialsFile = {}; //!< in that directory, as the next one
    QString settingsFile = {};
    QString accountFile = {}; //!< says whose login it is; empty where the login itself does
    QString olderAccountFile = {}; //!< stands for it in a directory that has one
    bool accountFileInHome = false; //!< the one of the default directory stands beside it, in the home
    QStringList signIn = {}; //!< arguments that sign in; the login is then in credentialsFile
    QStringList deviceSignIn = {}; //!< the same for a machine without a browser; empty where it is no other
    QStringList loginVariables = {}; //!< each makes it use another login, place or way to sign in
    //! The line of its settings that keeps the login in a file; empty where it always is in one.
    QString fileStoreSetting = {};
    bool operator==(const ClientInfo &) const = default;
};

} // namespace sluice

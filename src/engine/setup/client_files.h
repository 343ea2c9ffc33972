// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/providers/client_info.h"

namespace sluice {

//! Where a provider's CLI keeps its files: the directory that its variable names, else the one in the home
//! directory. Absolute.
QString clientDirectory(const ClientInfo &client, const Environment &environment);
QString credentialsFile(const ClientInfo &client, const Environment &environment);
QString settingsFile(const ClientInfo &client, const Environment &environment);

//! The file that says whose login `credentialsFile` (absolute) holds; empty where the login says it itself.
//! Never the one of another directory: that may be another account's.
QString accountFile(const ClientInfo &client, const QString &credentialsFile, const Environment &environment);

//! The credentials files that are there: in that directory, in the one of the home directory, and in others
//! beside it that are called alike (`~/.claude-work`). Reads none of them.
QStringList foundLogins(const ClientInfo &client, const Environment &environment);

//! The program, absolute; empty when it is not installed.
QString clientProgram(const ClientInfo &client, const Environment &environment);

//! `~/.claude` for a path inside the person's home.
QString shortPath(const QString &path, const Environment &environment);

} // namespace sluice

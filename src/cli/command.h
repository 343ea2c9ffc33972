// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/base/error.h"

#include <QtCore/QStringList>

class QCommandLineParser;

namespace sluice {

//! docs/COMMANDS.md tells people what they mean.
enum ExitCode : int {
    ExitDone = 0,
    ExitFailed = 1,
    ExitUsage = 2,
    ExitNotRunning = 3,
    ExitConfiguration = 4,
    ExitAddressInUse = 5,
    ExitStoreUnavailable = 6,
};

//! One word of the command line: `sluice NAME …`.
struct Command
{
    QString name = {};
    QString summary = {};
    //! `arguments` follow the name; the result is the exit code.
    int (*run)(const QStringList &arguments, const Environment &environment) = nullptr;
};

int runServe(const QStringList &arguments, const Environment &environment);
int runTray(const QStringList &arguments, const Environment &environment);
int runStatus(const QStringList &arguments, const Environment &environment);
int runAccounts(const QStringList &arguments, const Environment &environment);
int runUsers(const QStringList &arguments, const Environment &environment);
int runSetup(const QStringList &arguments, const Environment &environment);
int runDoctor(const QStringList &arguments, const Environment &environment);

void printOut(const QString &text);
void printError(const QString &text);
//! Prints what went wrong and gives the exit code for it.
int exitCodeOf(const Error &error);
//! Parses `arguments`. Returns true to go on; else `exitCode` is set and help or the mistake has been
//! printed.
bool parseArguments(QCommandLineParser &parser, const QString &command, const QStringList &arguments,
                    int *exitCode);
//! As parseArguments(), and asks for exactly this many positional arguments.
bool parseArguments(QCommandLineParser &parser, const QString &command, const QStringList &arguments,
                    int positional, int *exitCode);

} // namespace sluice

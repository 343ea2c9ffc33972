// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/base/error.h"
#include "engine/base/exit_code.h"

#include <QtCore/QStringList>

#include <optional>

class QCommandLineParser;

namespace sluice {

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
//! Whether somebody may still read what goes to standard output: the reader of a pipe may have left.
bool isOutputRead();
//! Whether something that was to be read has not reached standard output, as on a full disk.
bool isOutputLost();
void printError(const QString &text);
//! Prints what went wrong and gives the exit code for it.
int report(const Error &error);
//! Parses `arguments`. Nothing: go on. Else help or the mistake has been printed, and this is the exit code.
std::optional<int> parseArguments(QCommandLineParser &parser, const QString &command,
                                  const QStringList &arguments);
//! As parseArguments(), and asks for exactly this many positional arguments.
std::optional<int> parseArguments(QCommandLineParser &parser, const QString &command,
                                  const QStringList &arguments, int positional);

} // namespace sluice

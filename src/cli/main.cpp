// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "engine/base/process_signals.h"
#include "engine/base/standard_descriptors.h"
#include "engine/transport/process_end.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;
using namespace std::string_view_literals;

namespace {

const auto &commands()
{
    using sluice::Command;
    static const std::array list{
        Command{u"serve"_s, u"run the gateway without a display"_s, sluice::runServe},
        Command{u"tray"_s, u"start the tray application"_s, sluice::runTray},
        Command{u"status"_s, u"accounts, windows and sessions of the running instance"_s, sluice::runStatus},
        Command{u"accounts"_s, u"list, login, import, use, enable, disable, remove"_s, sluice::runAccounts},
        Command{u"users"_s, u"list, add, remove those who may use the gateway"_s, sluice::runUsers},
        Command{u"setup"_s, u"point a coding CLI at the gateway, or undo it"_s, sluice::runSetup},
        Command{u"doctor"_s, u"check this machine's set-up, with a remedy for each problem"_s,
                sluice::runDoctor},
    };
    return list;
}

void printHelp()
{
    QString text =
        u"Usage: sluice COMMAND [options]\n\n"
        "Keeps each coding session on one of your own accounts and moves it on when a limit is reached.\n\n"
        "Commands:\n"_s;
    for (const auto &command : commands())
        text += u"  %1  %2\n"_s.arg(command.name, -9).arg(command.summary);
    text += u"\nsluice COMMAND --help tells more. sluice --version prints the version."_s;
    sluice::printOut(text);
}

int run(const QStringList &arguments)
{
    if (arguments.isEmpty() || arguments.first() == "--help"_L1 || arguments.first() == "-h"_L1
        || arguments.first() == "help"_L1) {
        printHelp();
        return sluice::ExitDone;
    }
    if (arguments.first() == "--version"_L1 || arguments.first() == "-v"_L1) {
        sluice::printOut(u"sluice %1"_s.arg(QCoreApplication::applicationVersion()));
        return sluice::ExitDone;
    }
    const auto found = std::ranges::find(commands(), arguments.first(), &sluice::Command::name);
    if (found == commands().end()) {
        sluice::printError(u"there is no command \"%1\"\nSee: sluice --help"_s.arg(arguments.first()));
        return sluice::ExitUsage;
    }
    const auto environment = sluice::Environment::ofProcess();
    if (!environment)
        return sluice::report(environment.error());
    const auto code = found->run(arguments.sliced(1), *environment);
    if (code == sluice::ExitDone && sluice::isOutputLost()) {
        sluice::printError(u"standard output could not be written"_s);
        return sluice::ExitFailed;
    }
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    sluice::openStandardDescriptors();
    if (argc > 1 && argv[1] == "serve"sv)
        sluice::ProcessSignals::ignoreReload();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"sluice"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SLUICE_VERSION));
    return sluice::endProcess(run(QCoreApplication::arguments().sliced(1)));
}

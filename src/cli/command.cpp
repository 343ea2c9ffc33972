// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/command.h"

#include <QtCore/QCommandLineParser>

#include <cstdio>
#ifdef Q_OS_UNIX
#include <poll.h>
#include <unistd.h>
#endif

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

void print(std::FILE *stream, const QString &text)
{
    const auto line = text.toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stream);
    std::fflush(stream);
}

} // namespace

void printOut(const QString &text)
{
    print(stdout, text);
}

bool isOutputRead()
{
#ifdef Q_OS_UNIX
    // Asked, not learnt from a failed write: a watcher may have nothing to write for hours.
    pollfd output{.fd = STDOUT_FILENO, .events = 0, .revents = 0};
    return ::poll(&output, 1, 0) < 1 || (output.revents & (POLLERR | POLLHUP | POLLNVAL)) == 0;
#else
    return std::ferror(stdout) == 0;
#endif
}

bool isOutputLost()
{
    return std::ferror(stdout) != 0 && isOutputRead();
}

void printError(const QString &text)
{
    print(stderr, u"sluice: %1"_s.arg(text));
}

int report(const Error &error)
{
    printError(error.detail);
    return exitCodeFor(error.code);
}

std::optional<int> parseArguments(QCommandLineParser &parser, const QString &command,
                                  const QStringList &arguments)
{
    const auto help = parser.addHelpOption();
    if (!parser.parse(QStringList{u"sluice %1"_s.arg(command)} + arguments)) {
        printError(u"%1\nSee: sluice %2 --help"_s.arg(parser.errorText(), command));
        return ExitUsage;
    }
    if (!parser.isSet(help))
        return {};
    // The parser names the program alone; people type the command too.
    printOut(
        parser.helpText().replace(u"sluice [options]"_s, u"sluice %1 [options]"_s.arg(command)).trimmed());
    return ExitDone;
}

std::optional<int> parseArguments(QCommandLineParser &parser, const QString &command,
                                  const QStringList &arguments, int positional)
{
    if (const auto ended = parseArguments(parser, command, arguments))
        return ended;
    if (parser.positionalArguments().size() == positional)
        return {};
    printError(u"wrong number of arguments\nSee: sluice %1 --help"_s.arg(command));
    return ExitUsage;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/hidden_input.h"

#include <array>
#include <csignal>
#include <optional>
#include <termios.h>
#include <unistd.h>

namespace sluice {

namespace {

constexpr auto endingSignals = std::to_array<int>({SIGINT, SIGTERM, SIGHUP, SIGQUIT});

// A signal handler has no object, so these have to be global.
std::optional<termios> shown; // the terminal as it was; none: nothing is hidden
std::array<void (*)(int), endingSignals.size()> handlersBefore = {};
void (*stopHandlerBefore)(int) = nullptr;

void onEndingSignal(int number)
{
    ::tcsetattr(STDIN_FILENO, TCSANOW, &*shown);
    std::signal(number, SIG_DFL);
    std::raise(number); // takes effect when this returns
}

} // namespace

HiddenInput::HiddenInput()
{
    termios settings = {};
    if (::tcgetattr(STDIN_FILENO, &settings) != 0)
        return; // no terminal, which shows nothing
    shown = settings;
    for (std::size_t i = 0; i < endingSignals.size(); ++i)
        handlersBefore.at(i) = std::signal(endingSignals.at(i), onEndingSignal);
    stopHandlerBefore =
        std::signal(SIGTSTP, SIG_IGN); // a shell would go on with a terminal that shows nothing
    settings.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    settings.c_lflag |= ECHONL;
    ::tcsetattr(STDIN_FILENO, TCSANOW, &settings);
}

HiddenInput::~HiddenInput()
{
    if (!shown)
        return;
    ::tcsetattr(STDIN_FILENO, TCSANOW, &*shown);
    for (std::size_t i = 0; i < endingSignals.size(); ++i)
        std::signal(endingSignals.at(i), handlersBefore.at(i));
    std::signal(SIGTSTP, stopHandlerBefore);
    shown.reset();
}

} // namespace sluice

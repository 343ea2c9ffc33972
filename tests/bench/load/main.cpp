// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/bench/load/load_run.h"

#include <cstdio>

int main(int argc, char **argv)
{
    const auto options = sluice::bench::parseOptions(argc, argv);
    if (!options)
        return 2;
    sluice::bench::LoadRun run(*options);
    if (!run.run()) {
        std::fputs("sluice-load: cannot connect\n", stderr);
        return 1;
    }
    std::puts(run.toJson().c_str());
    return 0;
}

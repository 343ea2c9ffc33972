// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

//! Ends the fuzzer with a finding where `holds` is false.
inline void check(bool holds)
{
    if (!holds)
        std::abort();
}

//! Where an input is cut in two: its own first byte says so, so that the fuzzer can steer it.
inline qsizetype cutOf(const std::uint8_t *data, qsizetype size)
{
    return size == 0 ? 0 : data[0] % (size + 1);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/random.h"

namespace sluice {

//! Chance that the test decides: always `next`, as far as the bound allows.
class FakeRandom final : public Random
{
public:
    explicit FakeRandom(quint32 always = 0) : next(always) { }
    quint32 bounded(quint32 bound) override { return bound == 0 ? 0 : qMin(next, bound - 1); }
    QByteArray bytes(qsizetype count) override { return {count, static_cast<char>(next)}; }

    quint32 next;
};

} // namespace sluice

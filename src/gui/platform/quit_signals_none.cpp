// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/platform/quit_signals.h"

namespace sluice {

QuitSignals::QuitSignals(QObject *parent) : QObject(parent) { }

QuitSignals::~QuitSignals() = default;

} // namespace sluice

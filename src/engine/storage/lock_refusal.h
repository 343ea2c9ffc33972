// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

class QLockFile;

namespace sluice {

//! Why a lock file of ours, beside the file that it guards, could not be had just now, and what to do: who
//! holds it, or what the system said against it.
QString whyNotLocked(const QLockFile &lock);

} // namespace sluice

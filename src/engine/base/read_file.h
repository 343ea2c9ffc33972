// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace sluice {

//! The whole file. NotFound where there is none, FileFailed for anything else, also where nobody can tell (a
//! folder without access), for more than 16 MiB and for what is no regular file. Never waits, as for somebody
//! who writes into a FIFO.
Result<QByteArray> readFile(const QString &path);

} // namespace sluice

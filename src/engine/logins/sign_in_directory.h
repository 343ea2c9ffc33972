// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/base/result.h"
#include "engine/base/units.h"

#include <QtCore/QTemporaryDir>

#include <memory>

namespace sluice {

//! The directory of one sign-in, below the data directory: for the owner alone, and gone with this object.
class SignInDirectory
{
public:
    static Result<std::unique_ptr<SignInDirectory>> create(const Environment &environment);

    QString path() const { return m_directory.path(); }

    //! Removes what programs that crashed have left behind for longer than a sign-in takes.
    static void removeLeftOvers(const Environment &environment, SystemTime now);

private:
    explicit SignInDirectory(const QString &pattern) : m_directory(pattern) { }

    QTemporaryDir m_directory;
};

} // namespace sluice

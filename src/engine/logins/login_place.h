// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <cstdint>

namespace sluice {

//! Where a login can be before, during and after a move.
struct LoginPlace
{
    enum class Kind : std::uint8_t {
        Nowhere, //!< it comes from a person's hands, or is deleted
        CliFile, //!< a CLI's own credentials file
        PrivateFile, //!< the credentials file in the directory of one sign-in, which goes with it
        Keychain,
        Vault,
    };
    Kind kind = Kind::Nowhere;
    QString name = {}; //!< the absolute path, or the entry
    bool operator==(const LoginPlace &) const = default;

    bool isFile() const { return kind == Kind::CliFile || kind == Kind::PrivateFile; }
    bool isEntry() const { return kind == Kind::Keychain || kind == Kind::Vault; }
};

} // namespace sluice

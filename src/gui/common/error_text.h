// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"

namespace sluice {

//! What happened and what the person can do about it, in whole sentences.
struct ErrorText
{
    QString what = {};
    QString remedy = {}; //!< may be empty
    bool operator==(const ErrorText &) const = default;
};

ErrorText errorText(const Error &error);
//! Both in one line.
QString wholeText(const Error &error);
//! Why the program ends before it has a window. What has no words here yet is said in English, with its place
//! in the configuration.
QString startText(const Error &error);

} // namespace sluice

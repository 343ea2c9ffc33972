// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/secret.h"

namespace sluice {

//! What a person pasted, without the white space and the pair of quotes round it. Empty where the rest is not
//! one word of visible ASCII, which every token is.
QByteArray pastedWord(const Secret &pasted);

} // namespace sluice

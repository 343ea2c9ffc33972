// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/providers/json_members.h"

namespace sluice {

//! The `model` among the members of a request or an answer. Empty where there is none, or where it is no
//! name: it is kept in traces and in the state, so whoever sends it decides neither about our memory nor
//! about what a terminal does.
QString validModel(const QList<JsonMember> &members);

} // namespace sluice

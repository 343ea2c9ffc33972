// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"

namespace sluice {

//! The body without its `content-encoding: zstd`; empty where it is broken.
QByteArray plainBody(const http::RequestHead &head, const QByteArray &body);

} // namespace sluice

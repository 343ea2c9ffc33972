// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"

#include <QtCore/QJsonObject>

namespace sluice {

// Whole answers that belong to no provider.

http::Reply textReply(int status, const QByteArray &type, const QByteArray &body);
http::Reply jsonReply(int status, const QJsonObject &body);
void appendAll(http::Headers &headers, const http::Headers &more);

} // namespace sluice

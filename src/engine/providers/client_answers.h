// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"
#include "engine/http/message.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

namespace sluice {

// What answers to the clients of every provider have in common.

//! The field belongs to the way between the provider and us: cookies, what a CDN or a proxy adds
//! (spec/gateway.md 9.5).
bool isEdgeField(QByteArrayView name);

//! An answer of our own.
http::Reply jsonAnswer(int status, const QJsonObject &body);

//! That every account is limited (`model` not empty: for that model), and when the first is back; English.
QString limitedText(const QString &model, std::optional<SystemTime> backAt, SystemTime now);

} // namespace sluice

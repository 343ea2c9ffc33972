// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

class QDateTime;

namespace sluice {

//! `sluice status` for people: a line about the gateway, then a row per account with bars in text.
QString statusText(const QJsonObject &status, const QDateTime &now);

//! The accounts of a status document, one line each.
QString accountsText(const QJsonArray &accounts, const QDateTime &now);

} // namespace sluice

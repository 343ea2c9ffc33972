// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>

namespace sluice {

//! A person's JSON file with the values of `changed`: where they are those of the file its bytes stay, order,
//! spelling of numbers, escapes and white space included. New members come last, laid out like their
//! neighbours; of several with the same name the last is changed, which is the one that counts. In an array
//! equal elements stay as they are written, others are changed in place. A blank text becomes an indented
//! one. InvalidInput as from jsonMember().
Result<QByteArray> withJsonChanges(const QByteArray &json, const QJsonObject &changed);

} // namespace sluice

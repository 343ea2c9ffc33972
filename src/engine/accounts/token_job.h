// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/token_set.h"
#include "engine/base/result.h"

#include <QtCore/QObject>

namespace sluice {

//! Someone who waits for tokens. Emits finished exactly once, never from inside the call that made it.
//! Deleting it ends the waiting, not the refresh that others wait for too.
class TokenJob : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

signals:
    void finished(const sluice::Result<sluice::TokenSet> &tokens);
};

} // namespace sluice

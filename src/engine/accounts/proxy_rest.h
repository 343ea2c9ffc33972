// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/cooldown.h"

#include <QtCore/QString>

namespace sluice {

//! That an account is left alone for a moment because its own proxy gave no connection.
class ProxyRest
{
public:
    bool isActive(SystemTime now) const { return m_rest.isActive(now); }
    //! When it ends; epoch where there is none.
    SystemTime until() const { return m_rest.until(); }
    //! English; empty where the proxy is not known to fail. It outlives the rest, up to the next success.
    const QString &problem() const { return m_problem; }

    //! For 5 s, doubled up to 2 min by every rest that no success came before.
    void begin(const QString &why, SystemTime now);
    void clear() { *this = {}; }

private:
    QString m_problem;
    Cooldown m_rest;
    int m_failures = 0; // in a row
};

} // namespace sluice

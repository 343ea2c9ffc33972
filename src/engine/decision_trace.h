// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace sluice {

//! Why one candidate was or was not taken.
struct CandidateTrace
{
    QString accountId = {};
    double score = 0;
    QString reason = {}; //!< `chosen`, `limited until …`, `lower score`, `already tried`, …
    bool operator==(const CandidateTrace &) const = default;
};

//! One choice of an account: "why this account?" always has an answer.
struct DecisionTrace
{
    quint64 exchange = 0; //!< the number log lines carry
    SystemTime at = {};
    QString providerId = {};
    QString session = {}; //!< first 8 hex digits of the SHA-256 of the session id, or empty
    QString model = {};
    QString strategy = {};
    QString chosen = {}; //!< account id; empty: none was usable
    QString why = {}; //!< `sticky session`, `highest score`, `only account`, …
    QList<CandidateTrace> candidates = {};
    bool operator==(const DecisionTrace &) const = default;
};

} // namespace sluice

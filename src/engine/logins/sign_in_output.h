// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

namespace sluice {

//! The address that a CLI asks a person to open: the first that speaks of signing in, else the first of all.
//! Empty where there is none yet. An address at the very end of `text` counts once something follows it.
//! What only this machine serves is none, unless it has a path: CLIs name the server that waits for them.
QUrl signInAddress(const QString &text, const QStringList &links = {});

//! `text` with dots in place of everything that may be a token. Addresses stay.
QString withoutTokens(const QString &text);

//! What a CLI said last, in one line for an error: no tokens, and no address further than to its path.
QString lastWords(const QString &text);

} // namespace sluice

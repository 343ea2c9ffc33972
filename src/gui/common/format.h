// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"

#include <QtCore/QString>

namespace sluice {

// Words and numbers as people read them, in the locale of the program (QLocale's default).

QString countdown(SystemTime to, SystemTime now); //!< `in 2 h 05 m`; `now` once it has passed
QString duration(milliseconds length); //!< `2 h 05 m`
QString age(SystemTime then, SystemTime now); //!< `3 h ago`
QString clockTime(SystemTime time, SystemTime now); //!< `15:40`, with the weekday when that is not today
QString absoluteTime(SystemTime time); //!< date and time, for tooltips
QString percent(Percent value); //!< whole, 0 to 100: `72 %`
QString tokens(qint64 count); //!< `15.2 M`, `930 k`
QString sessions(int count); //!< `2 sessions`

QString allOf(const QStringList &names); //!< `A, B and C`
QString anyOf(const QStringList &names); //!< `A, B or C`

QString windowLabel(WindowKind kind); //!< `5 h`, `Week`: narrow, beside a bar
QString windowName(WindowKind kind); //!< `5 h window`, `week`: inside a sentence

//! What a window for some models only is called: `Opus`.
QString scopeName(const ScopedWindow &window);

//! Why a window has nothing to show: `paid by use`, `none on this plan`; empty while its data is only not
//! there yet.
QString noWindowText(const AccountSnapshot &account, const WindowSnapshot &window);

//! `work`, or `work (Codex)` where another provider has one of that name.
QString clearName(const AccountSnapshot &account, const QList<AccountSnapshot> &all);

//! `waits for the keychain`: for an account whose login cannot be read now.
QString waitingText(const AccountSnapshot &account);
//! What an account is doing: `2 sessions`, `limited until 15:40`, `sign in again`, …
QString stateText(const AccountSnapshot &account, SystemTime now);
//! The gateway in one line: `127.0.0.1:8787 · 3 sessions`, or what is wrong with it.
QString gatewayText(const EngineSnapshot &snapshot);
//! That the configuration was not taken over, and why; empty where it was.
QString configurationText(const EngineSnapshot &snapshot);

} // namespace sluice

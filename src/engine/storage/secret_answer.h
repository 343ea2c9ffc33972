// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/secret_store.h"

namespace sluice {

// How a SecretStore answers the jobs that it has given out.

//! Emits finished and deletes the job. Never from inside the call that made it.
void answer(SecretJob *job, const Result<Secret> &value);

//! The same from the event loop; a job that is gone by then hears nothing.
void answerLater(SecretJob *job, const Result<Secret> &value);

//! The answer where a store ends before its jobs.
Failure shuttingDown();

} // namespace sluice

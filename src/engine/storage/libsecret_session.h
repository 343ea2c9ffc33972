// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

namespace sluice {

// What the libraries under QtKeychain do unless told otherwise, and a program that runs for weeks cannot
// have. They are loaded when they are needed; where they are missing, nothing happens.

//! GLib ends the process when the session bus goes. From now on it does not.
void outliveSessionBus();

//! libsecret keeps its session for good, also with a service that has gone; all that the next one says to
//! that is `The session does not exist`. The next call makes a new session.
void forgetSecretSession();

} // namespace sluice

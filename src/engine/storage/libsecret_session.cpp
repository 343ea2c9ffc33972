// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/libsecret_session.h"

#include <QtCore/QLibrary>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int sessionBus = 2; // G_BUS_TYPE_SESSION

template <typename Function>
Function gio(const char *name)
{
    return reinterpret_cast<Function>(QLibrary::resolve(u"gio-2.0"_s, 0, name));
}

//! `result` is the GAsyncResult of a g_bus_get().
void onConnected(void * /*source*/, void *result, void * /*context*/)
{
    const auto finish = gio<void *(*)(void *, void **)>("g_bus_get_finish");
    const auto setExitOnClose = gio<void (*)(void *, int)>("g_dbus_connection_set_exit_on_close");
    if (!finish || !setExitOnClose)
        return;
    // The reference is kept: without one the next to ask would get a connection that nobody has told.
    if (auto *connection = finish(result, nullptr))
        setExitOnClose(connection, 0);
}

} // namespace

void outliveSessionBus()
{
    using Callback = void (*)(void *, void *, void *);
    if (const auto get = gio<void (*)(int, void *, Callback, void *)>("g_bus_get"))
        get(sessionBus, nullptr, onConnected, nullptr);
}

void forgetSecretSession()
{
    const auto address = QLibrary::resolve(u"secret-1"_s, 0, "secret_service_disconnect");
    if (const auto disconnect = reinterpret_cast<void (*)()>(address))
        disconnect();
}

} // namespace sluice

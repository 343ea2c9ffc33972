// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/platform/x11.h"

#include <QtCore/QByteArray>
#include <QtGui/QGuiApplication>

#include <cstdlib>
#include <memory>
#include <xcb/xcb.h>

namespace sluice::x11 {

namespace {

struct Free
{
    void operator()(void *memory) const { std::free(memory); }
};

template <typename T>
using Reply = std::unique_ptr<T, Free>;

bool hasOwner(const QByteArray &selection)
{
    const auto *native = qApp->nativeInterface<QNativeInterface::QX11Application>();
    // Other platform plugins, such as offscreen, offer the interface too and have no connection.
    auto *connection = native ? native->connection() : nullptr;
    if (!connection)
        return false;
    const auto atomCookie =
        xcb_intern_atom(connection, 1, static_cast<std::uint16_t>(selection.size()), selection.constData());
    const Reply<xcb_intern_atom_reply_t> atom(xcb_intern_atom_reply(connection, atomCookie, nullptr));
    if (!atom || atom->atom == XCB_ATOM_NONE)
        return false;
    const auto ownerCookie = xcb_get_selection_owner(connection, atom->atom);
    const Reply<xcb_get_selection_owner_reply_t> owner(
        xcb_get_selection_owner_reply(connection, ownerCookie, nullptr));
    return owner && owner->owner != XCB_WINDOW_NONE;
}

} // namespace

bool hasTray()
{
    return hasOwner("_NET_SYSTEM_TRAY_S0");
}

bool hasCompositor()
{
    return hasOwner("_NET_WM_CM_S0");
}

} // namespace sluice::x11

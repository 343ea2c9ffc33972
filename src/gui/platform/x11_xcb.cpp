// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/platform/x11.h"

#include <QtCore/QByteArray>
#include <QtGui/QGuiApplication>

#include <cstdlib>
#include <utility>
#include <xcb/xcb.h>

namespace sluice::x11 {

namespace {

struct Free
{
    void operator()(void *memory) const { std::free(memory); }
};

template <typename T>
using Reply = std::unique_ptr<T, Free>;

//! Null where there is none: other platform plugins, such as offscreen, offer the interface too.
xcb_connection_t *connection()
{
    const auto *native = qApp->nativeInterface<QNativeInterface::QX11Application>();
    return native ? native->connection() : nullptr;
}

xcb_atom_t atomOf(const QByteArray &name)
{
    auto *server = connection();
    const auto cookie = xcb_intern_atom(server, 0, static_cast<std::uint16_t>(name.size()), name.constData());
    const Reply<xcb_intern_atom_reply_t> atom(xcb_intern_atom_reply(server, cookie, nullptr));
    return atom ? atom->atom : xcb_atom_t{XCB_ATOM_NONE};
}

bool hasOwner(const QByteArray &selection)
{
    auto *server = connection();
    const auto atom = server ? atomOf(selection) : xcb_atom_t{XCB_ATOM_NONE};
    if (atom == XCB_ATOM_NONE)
        return false;
    const auto cookie = xcb_get_selection_owner(server, atom);
    const Reply<xcb_get_selection_owner_reply_t> owner(
        xcb_get_selection_owner_reply(server, cookie, nullptr));
    return owner && owner->owner != XCB_WINDOW_NONE;
}

//! Whoever takes such a selection tells the root window, to whose messages Qt listens.
class TrayWatch : public QAbstractNativeEventFilter
{
public:
    explicit TrayWatch(std::function<void()> appeared)
        : m_appeared(std::move(appeared))
        , m_manager(atomOf("MANAGER"))
    {
        qApp->installNativeEventFilter(this);
    }

    bool nativeEventFilter(const QByteArray &type, void *message, qintptr *) override
    {
        if (type != "xcb_generic_event_t")
            return false;
        const auto *event = static_cast<const xcb_client_message_event_t *>(message);
        constexpr std::uint8_t sentByProgram = 0x80; // a bit beside the kind of event
        if ((event->response_type & ~sentByProgram) == XCB_CLIENT_MESSAGE && event->type == m_manager)
            m_appeared();
        return false;
    }

private:
    std::function<void()> m_appeared;
    xcb_atom_t m_manager;
};

} // namespace

bool hasTray()
{
    return hasOwner("_NET_SYSTEM_TRAY_S0");
}

bool hasCompositor()
{
    return hasOwner("_NET_WM_CM_S0");
}

std::unique_ptr<QAbstractNativeEventFilter> watchForTray(std::function<void()> appeared)
{
    return connection() ? std::make_unique<TrayWatch>(std::move(appeared)) : nullptr;
}

} // namespace sluice::x11

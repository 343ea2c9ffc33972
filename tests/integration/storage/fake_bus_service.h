// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusVirtualObject>

#include <functional>
#include <optional>

namespace sluice {

//! A service on the private bus of the test, with a connection of its own. Answers on the thread that it
//! lives on as the test says, or not at all.
class FakeBusService final : public QDBusVirtualObject
{
public:
    //! The arguments of the answer; nothing: it stays silent. Nothing is set: silent to everybody.
    using Script = std::function<std::optional<QVariantList>(const QDBusMessage &call)>;

    FakeBusService(const QString &name, const QString &path)
        : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, name))
        , m_name(name)
    {
        if (!m_bus.registerVirtualObject(path, this, QDBusConnection::SubPath)
            || !m_bus.registerService(name))
            qFatal("no service on the bus");
    }
    ~FakeBusService() override { QDBusConnection::disconnectFromBus(m_name); }

    void setScript(const Script &script) { m_script = script; }
    const QStringList &calls() const { return m_calls; } //!< the methods, as they were called
    //! As at its start; what it has been silent to stays without an answer.
    void forget()
    {
        m_script = {};
        m_calls.clear();
    }
    //! Answers all that it has been silent to.
    void refuseTheRest()
    {
        for (const auto &call : std::exchange(m_silent, {}))
            m_bus.send(call.createErrorReply(QDBusError::Failed, QStringLiteral("cancelled")));
    }

    QString introspect(const QString & /*path*/) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        m_calls.append(message.member());
        const auto answer = m_script ? m_script(message) : std::nullopt;
        if (answer)
            connection.send(message.createReply(*answer));
        else
            m_silent.append(message);
        return true;
    }

private:
    QDBusConnection m_bus;
    QString m_name;
    Script m_script;
    QStringList m_calls;
    QList<QDBusMessage> m_silent;
};

} // namespace sluice

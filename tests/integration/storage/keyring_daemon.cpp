// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/integration/storage/keyring_daemon.h"

#include <QtCore/QProcess>
#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusConnectionInterface>
#include <QtDBus/QDBusMetaType>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusReply>
#include <QtDBus/QDBusVariant>
#include <QtTest/QTest>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

const QString keyringPath = u"/org/freedesktop/secrets/collection/login"_s;

//! A secret as it goes over the bus: session, parameters, value, type.
struct WireSecret
{
    QDBusObjectPath session = {};
    QByteArray value = {};
};

QDBusArgument &operator<<(QDBusArgument &argument, const WireSecret &secret)
{
    argument.beginStructure();
    argument << secret.session << QByteArray() << secret.value << u"text/plain"_s;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, WireSecret &)
{
    return argument;
}

QDBusMessage call(const QString &interface, const QString &method, const QVariantList &arguments)
{
    auto message = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                                  interface, method);
    message.setArguments(arguments);
    auto answer = QDBusConnection::sessionBus().call(message);
    if (answer.type() != QDBusMessage::ReplyMessage)
        qWarning().noquote() << "the keyring said" << answer.errorMessage();
    return answer;
}

QDBusMessage callService(const QString &method, const QVariantList &arguments)
{
    return call(u"org.freedesktop.Secret.Service"_s, method, arguments);
}

//! What needs a password, without the dialog that asks for it.
QDBusMessage callInternal(const QString &method, const QVariant &what, const QByteArray &password)
{
    qDBusRegisterMetaType<WireSecret>();
    const auto opened =
        callService(u"OpenSession"_s, {u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))});
    const WireSecret secret{.session = opened.arguments().value(1).value<QDBusObjectPath>(),
                            .value = password};
    return call(u"org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"_s, method,
                {what, QVariant::fromValue(secret)});
}

} // namespace

void KeyringDaemon::start(const QByteArray &password)
{
    QStringList arguments{u"--foreground"_s, u"--components=secrets"_s};
    if (!password.isEmpty())
        arguments.append(u"--unlock"_s);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.start(u"gnome-keyring-daemon"_s, arguments);
    QVERIFY(m_process.waitForStarted());
    m_process.write(password);
    m_process.closeWriteChannel();
    auto *bus = QDBusConnection::sessionBus().interface();
    QTRY_VERIFY_WITH_TIMEOUT(bus->isServiceRegistered(u"org.freedesktop.secrets"_s).value(), 30'000);
}

void KeyringDaemon::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

void KeyringDaemon::lock()
{
    callService(u"Lock"_s, {QVariant::fromValue(QList{QDBusObjectPath(keyringPath)})});
}

void KeyringDaemon::unlock(const QByteArray &password)
{
    callInternal(u"UnlockWithMasterPassword"_s, QVariant::fromValue(QDBusObjectPath(keyringPath)), password);
}

void KeyringDaemon::makeKeyring(const QByteArray &password)
{
    const QVariantMap properties{{u"org.freedesktop.Secret.Collection.Label"_s, u"login"_s}};
    const auto made = callInternal(u"CreateWithMasterPassword"_s, properties, password);
    callService(u"SetAlias"_s, {u"default"_s, made.arguments().value(0)});
}

} // namespace sluice

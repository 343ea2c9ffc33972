// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/port_holder.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QtEndian>
#include <QtNetwork/QHostAddress>

#include <algorithm>
#include <cstring>
#include <unistd.h>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

// The columns of /proc/net/tcp and tcp6 (proc(5)).
constexpr qsizetype localAddressColumn = 1;
constexpr qsizetype stateColumn = 3;
constexpr qsizetype inodeColumn = 9;
constexpr QByteArrayView listening = "0A";

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! The kernel prints an address as numbers of 32 bits in its own byte order: 0100007F is 127.0.0.1.
QHostAddress addressOf(const QByteArray &digits)
{
    constexpr qsizetype wordDigits = 8;
    const auto word = [&digits](qsizetype index) {
        return digits.sliced(index * wordDigits, wordDigits).toUInt(nullptr, 16);
    };
    if (digits.size() == wordDigits)
        return QHostAddress(qFromBigEndian(word(0)));
    Q_IPV6ADDR address = {};
    for (qsizetype i = 0; i < 4 && digits.size() == 4 * wordDigits; ++i) {
        const quint32 value = word(i);
        std::memcpy(&address.c[i * 4], &value, sizeof value);
    }
    return QHostAddress(address);
}

bool isAny(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::Any) || address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6);
}

//! What the links of the listening sockets that are in the way of `address` look like.
QStringList socketsInTheWay(const QHostAddress &address, quint16 port)
{
    QStringList result;
    for (const auto &table : {u"/proc/net/tcp"_s, u"/proc/net/tcp6"_s}) {
        for (const auto &line : contentOf(table).split('\n')) {
            const auto columns = line.simplified().split(' ');
            if (columns.size() <= inodeColumn || columns.at(stateColumn) != listening)
                continue;
            const auto place = columns.at(localAddressColumn).split(':');
            const auto holder = addressOf(place.first());
            if (place.last().toUShort(nullptr, 16) == port
                && (isAny(holder) || isAny(address)
                    || holder.isEqual(address, QHostAddress::ConvertV4MappedToIPv4)))
                result.append(u"socket:[%1]"_s.arg(QString::fromLatin1(columns.at(inodeColumn))));
        }
    }
    return result;
}

bool holdsOneOf(const QString &process, const QStringList &sockets)
{
    const QDir descriptors(u"/proc/%1/fd"_s.arg(process));
    const auto names = descriptors.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    return std::ranges::any_of(names, [&](const QString &name) {
        const auto link = QFile::encodeName(descriptors.filePath(name));
        QByteArray target(64, '\0'); // longer ones are no sockets
        const auto size = ::readlink(link.constData(), target.data(), static_cast<size_t>(target.size()));
        return size > 0 && sockets.contains(QString::fromLatin1(target.first(size)));
    });
}

//! A program chooses its name itself, so what is not printable stays out of our log.
QString nameOf(const QString &process)
{
    auto name = QString::fromUtf8(contentOf(u"/proc/%1/comm"_s.arg(process))).trimmed();
    for (auto &character : name) {
        if (!character.isPrint())
            character = u'?';
    }
    return name;
}

} // namespace

QString portHolder(const QHostAddress &address, quint16 port)
{
    const auto sockets = socketsInTheWay(address, port);
    if (sockets.isEmpty())
        return {};
    for (const auto &process : QDir(u"/proc"_s).entryList({u"[1-9]*"_s}, QDir::Dirs)) {
        if (holdsOneOf(process, sockets))
            return u"%1 (pid %2)"_s.arg(nameOf(process), process);
    }
    return {};
}

} // namespace sluice

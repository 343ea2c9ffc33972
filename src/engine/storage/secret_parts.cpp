// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/secret_parts.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QList>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto opening = "sluice-parts/1 ";

QByteArray hashOf(const QByteArray &value)
{
    return QCryptographicHash::hash(value, QCryptographicHash::Sha256).toHex();
}

} // namespace

QByteArray PartList::toText() const
{
    return opening + QByteArray(side == Side::A ? "a " : "b ") + QByteArray::number(count) + ' ' + hash;
}

std::optional<PartList> PartList::parse(const QByteArray &text)
{
    if (!text.startsWith("sluice-parts/"))
        return std::nullopt;
    const auto fields = text.split(' ');
    if (fields.size() != 4 || (fields.at(1) != "a" && fields.at(1) != "b"))
        return PartList(); // of another version, or damaged: no value is complete for it
    return PartList{
        .side = fields.at(1) == "a" ? Side::A : Side::B, .count = fields.at(2).toInt(), .hash = fields.at(3)};
}

PartList PartList::of(const QByteArray &value, qsizetype largest, Side side)
{
    return {.side = side,
            .count = static_cast<int>((value.size() + largest - 1) / largest),
            .hash = hashOf(value)};
}

QString PartList::partName(const QString &name, Side side, int index)
{
    // All at once: a name may hold what a second arg() would take for a place.
    return u"%1#%2%3"_s.arg(name, side == Side::A ? u"a"_s : u"b"_s, QString::number(index));
}

bool PartList::isComplete(const QByteArray &value) const
{
    return hashOf(value) == hash;
}

} // namespace sluice

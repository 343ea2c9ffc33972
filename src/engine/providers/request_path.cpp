// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/request_path.h"

#include <QtCore/QByteArray>

namespace sluice {

bool isBelow(QByteArrayView path, QByteArrayView root)
{
    return path.startsWith(root) && (path.size() == root.size() || path[root.size()] == '/');
}

bool climbs(QByteArrayView path)
{
    if (!path.contains('.') && !path.contains('%'))
        return false;
    auto decoded = QByteArray::fromPercentEncoding(path.toByteArray());
    decoded.replace('\\', '/');
    const auto segments = decoded.split('/');
    return segments.contains("..") || segments.contains(".");
}

} // namespace sluice

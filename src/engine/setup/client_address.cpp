// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/client_address.h"

namespace sluice {

using namespace Qt::StringLiterals;

QString clientAddress(bool tls, const QString &host, quint16 port)
{
    auto reached = host;
    if (host == "0.0.0.0"_L1 || host == "::"_L1)
        reached = u"127.0.0.1"_s;
    if (reached.contains(u':'))
        reached = u'[' + reached + u']';
    return u"%1://%2:%3"_s.arg(tls ? u"https"_s : u"http"_s, reached).arg(port);
}

} // namespace sluice

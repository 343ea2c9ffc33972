// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/redirect.h"

namespace sluice {

namespace {

//! A path of the origin that was asked. `//host`, `/\host` and `/<tab>/host` are none to a browser.
bool isPath(QByteArrayView location)
{
    if (!location.startsWith('/'))
        return false;
    return location.size() == 1 || (location[1] != '/' && location[1] != '\\' && location[1] != '\t');
}

} // namespace

void dropForeignLocation(http::ResponseHead &response)
{
    if (response.status < 300 || response.status > 399)
        return;
    response.headers.removeIf([](const http::Header &field) {
        return http::equalNames(field.name, "Location") && !isPath(field.value);
    });
}

} // namespace sluice

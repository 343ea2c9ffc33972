// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace sluice::bench {

//! Sees when the turns of a WebSocket are complete, from its bytes as they come; only as strict as a load
//! generator must be.
class TurnCounter
{
public:
    //! How many turns end in these bytes.
    int feed(std::string_view bytes);
    void reset() { m_rest.clear(); }

private:
    std::string m_rest; // may hold the begin of the mark
};

//! One text frame of a client. The mask is all zeroes, which the protocol allows and costs nothing.
std::string clientTextFrame(std::string_view text);

} // namespace sluice::bench

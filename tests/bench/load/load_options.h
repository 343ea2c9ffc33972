// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sluice::bench {

//! What the command line asks for.
struct LoadOptions
{
    std::uint16_t port = 0;
    std::string method = "POST";
    std::string target = "/v1/messages";
    std::vector<std::string> headers = {}; //!< "Name: value"
    std::size_t bodyBytes = 0; //!< so many instead of `body`
    std::string body = {};
    std::string message = {}; //!< what each WebSocket sends, again and again; empty: HTTP
    int connections = 1; //!< each sends its next request when the answer is complete
    int sessions = 0; //!< so many session ids in turn, in X-Claude-Code-Session-Id; 0: no such header
    int idle = 0; //!< further connections that are kept after one request each
    double seconds = 5;
    double warmup = 0.5; //!< seconds that do not count
    long requests = 0; //!< stop after so many; 0: when the time is up
    std::uint64_t bytesPerSecond = 0; //!< each connection reads no faster; 0: at full speed
};

//! nullopt after saying on stderr what is wrong.
std::optional<LoadOptions> parseOptions(int argc, char **argv);
//! The bytes of one request.
std::string requestText(const LoadOptions &options, int session);

} // namespace sluice::bench

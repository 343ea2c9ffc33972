// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/event_delays.h"
#include "tests/bench/load/load_options.h"
#include "tests/bench/load/response_reader.h"
#include "tests/bench/load/samples.h"
#include "tests/bench/load/turn_counter.h"

#include <memory>
#include <vector>

namespace sluice::bench {

//! Sends requests on many connections from one thread over epoll and measures the answers.
class LoadRun
{
public:
    explicit LoadRun(const LoadOptions &options);
    ~LoadRun();
    LoadRun(const LoadRun &) = delete;
    LoadRun &operator=(const LoadRun &) = delete;

    //! False if not one connection could be opened.
    bool run();
    std::string toJson();

private:
    struct Connection
    {
        int descriptor = -1;
        bool idles = false; //!< stops after its first answer
        bool waitsToSend = false;
        std::string request = {};
        std::size_t sent = 0;
        std::int64_t startedAt = 0;
        std::int64_t firstByteAt = 0;
        std::int64_t resumesAt = 0; //!< for reading at a bounded rate
        bool isSocket = false; //!< a WebSocket that is open
        ResponseReader reader = {};
        TurnCounter turns = {};
        EventDelays delays = {};
    };

    bool open(Connection &connection);
    void startRequest(Connection &connection);
    void send(Connection &connection);
    void receive(Connection &connection);
    void onBytes(Connection &connection, std::string_view bytes);
    void onSocketOpen(Connection &connection);
    void onTurns(Connection &connection, int turns);
    void onComplete(Connection &connection);
    void onFailed(Connection &connection);
    void watch(Connection &connection, std::uint32_t events, int operation);
    int resumeSlowReaders();
    void openSome();
    bool isOver() const;
    bool isCounted(std::int64_t now) const { return now >= m_countedFrom; }

    LoadOptions m_options;
    int m_epoll = -1;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::size_t m_opened = 0;
    std::vector<char> m_buffer;
    std::int64_t m_startedAt = 0;
    std::int64_t m_countedFrom = 0;
    std::int64_t m_endsAt = 0;
    std::int64_t m_endedAt = 0;
    long m_completed = 0; // counted ones
    long m_allCompleted = 0;
    long m_errors = 0;
    long m_badStatus = 0;
    std::uint64_t m_bodyBytes = 0;
    int m_nextSession = 0;
    Samples m_latencies;
    Samples m_firstBytes;
    Samples m_delays;
};

} // namespace sluice::bench

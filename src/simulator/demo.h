// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/rate_limit.h"
#include "engine/base/environment.h"
#include "engine/base/result.h"
#include "engine/base/secret.h"

#include <QtCore/QObject>

#include <memory>

namespace sluice {

//! What `--demo` runs on: the simulated provider in its own thread, four made-up accounts with credentials
//! files in a temporary directory, a configuration that points there, and made-up client traffic.
class Demo : public QObject
{
    Q_OBJECT

public:
    explicit Demo(QObject *parent = nullptr);
    ~Demo() override;

    //! Starts the simulator and writes the files. FileFailed, AddressInUse.
    Status start();
    //! Valid after start(); everything lies inside one temporary directory that goes with this object.
    QString configFile() const;
    Environment environment() const;
    //! Five hours last minutes; the weeks, which begin in their middle, are whole ones.
    static WindowLengths windowLengths();
    //! Sends a few sessions' requests to the gateway from now on, with the token of the user `local`.
    void drive(const QString &host, quint16 port, const Secret &token);
    //! The token that configFile() gives the user `local`.
    Secret token() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice

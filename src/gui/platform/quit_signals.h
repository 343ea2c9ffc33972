// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

#include <memory>

namespace sluice {

//! SIGTERM and SIGINT as a Qt signal. Build one per process; never emits where the system has no such
//! signals.
class QuitSignals : public QObject
{
    Q_OBJECT

public:
    explicit QuitSignals(QObject *parent = nullptr);
    ~QuitSignals() override;

signals:
    void received();
};

} // namespace sluice

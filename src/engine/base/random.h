// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QtGlobal>

namespace sluice {

//! The only source of chance, so that tests can decide what it brings.
class Random
{
public:
    Random() = default;
    virtual ~Random() = default;
    Q_DISABLE_COPY_MOVE(Random)

    //! Uniform in [0, bound); 0 when bound is 0.
    virtual quint32 bounded(quint32 bound) = 0;
    //! Cryptographically secure bytes, for tokens and temporary names.
    virtual QByteArray bytes(qsizetype count) = 0;
};

//! The operating system's generator.
class SystemRandom final : public Random
{
public:
    quint32 bounded(quint32 bound) override;
    QByteArray bytes(qsizetype count) override;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"

#include <QtCore/QtGlobal>

#include <utility>
#include <variant>

namespace sluice {

//! Wraps an Error on its way into a Result; the `std::unexpected` of our C++20.
struct Failure
{
    Error error = {};
};

[[nodiscard]] inline Failure failure(Error error)
{
    return Failure{std::move(error)};
}

[[nodiscard]] inline Failure failure(ErrorCode code, QString detail)
{
    return Failure{{code, std::move(detail)}};
}

//! A value or the Error that prevented it: the part of `std::expected<T, Error>` that we use, under its
//! names, so that it becomes an alias once the toolchain has <expected>.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) // NOLINT(google-explicit-constructor)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Failure failure) // NOLINT(google-explicit-constructor)
        : m_state(std::in_place_index<1>, std::move(failure.error))
    {
    }

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const T &value() const & { return std::get<0>(m_state); }
    T &value() & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    const T &operator*() const & { return *std::get_if<0>(&m_state); }
    T &operator*() & { return *std::get_if<0>(&m_state); }
    T &&operator*() && { return std::move(*std::get_if<0>(&m_state)); }
    const T *operator->() const { return std::get_if<0>(&m_state); }
    T *operator->() { return std::get_if<0>(&m_state); }

    const Error &error() const { return std::get<1>(m_state); }
    T value_or(T fallback) const & { return has_value() ? **this : std::move(fallback); }

    bool operator==(const Result &) const = default;

private:
    std::variant<T, Error> m_state;
};

//! Success without a value.
struct Done
{
    bool operator==(const Done &) const = default;
};

using Status = Result<Done>;

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/common/usage_bar.h"

#include <QtWidgets/QWidget>

class QLabel;

namespace sluice {

class TextButton;

enum class TimeForm : std::uint8_t { Countdown, Clock };

//! One window of an account: its name, the bar, percent used, and when it resets.
class BarRow : public QWidget
{
    Q_OBJECT

public:
    explicit BarRow(QWidget *parent = nullptr);

    void refresh(const AccountSnapshot &account, const WindowSnapshot &window, SystemTime now, TimeForm form);
    //! A window for some models only: thinner, by its own name.
    void refresh(const AccountSnapshot &account, const ScopedWindow &window, SystemTime now, TimeForm form);

signals:
    void timeClicked(); //!< the person wants the other form

private:
    void show(const AccountSnapshot &account, const WindowSnapshot &window, const QString &name,
              SystemTime now, TimeForm form);

    QLabel *m_name; // these are our children
    UsageBar *m_bar;
    QLabel *m_percent;
    QLabel *m_none; // in place of the others where there is no such window
    TextButton *m_time;
};

} // namespace sluice

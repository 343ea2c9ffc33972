// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

#include <optional>

class QLabel;
class QSlider;

namespace sluice {

//! Where an account stops: 5 to 100 %, by mouse or keyboard; at 99 % it is the default.
class LimitSlider : public QWidget
{
    Q_OBJECT

public:
    explicit LimitSlider(QWidget *parent = nullptr);

    void setLimit(std::optional<int> percent);
    void setAccessibleTexts(const QString &name, const QString &description);

signals:
    void limitChosen(std::optional<int> percent);

private:
    std::optional<int> limit() const;
    void showValue();
    void choose();

    int m_known = 0; // what was last set or chosen
    QSlider *m_slider; // these are our children
    QLabel *m_value;
};

} // namespace sluice

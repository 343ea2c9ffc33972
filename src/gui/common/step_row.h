// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace sluice {

//! A thing to do: what it is, whether it is done, up to two buttons, and room for what exactly would change.
class StepRow : public QWidget
{
    Q_OBJECT

public:
    //! `number` stands in the circle until the step is done; 0: no circle.
    explicit StepRow(int number, const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setDone(bool done);
    void setText(const QString &text);
    void setDetail(const QString &text); //!< in a fixed-width font; empty hides it
    //! Empty hides the button. A filled one is what the person most likely wants.
    void setButton(const QString &text, bool filled = false);
    void setSecondButton(const QString &text);

signals:
    void clicked();
    void secondClicked();

private:
    class Circle;
    Circle *m_circle = nullptr; // these are our children
    QLabel *m_heading;
    QLabel *m_text;
    QLabel *m_detail;
    QPushButton *m_button;
    QPushButton *m_second;
};

} // namespace sluice

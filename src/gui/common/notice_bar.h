// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace sluice {

//! A sentence that asks for attention, with a button that does something about it.
class NoticeBar : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    //! An empty text hides the bar, an empty action its button.
    void setNotice(const QString &text, const QString &action);
    //! Nothing is to be done about it but to close it.
    void setMessage(const QString &text);

signals:
    void clicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text; // these are our children
    QPushButton *m_button;
};

} // namespace sluice

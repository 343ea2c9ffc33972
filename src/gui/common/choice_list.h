// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

class QButtonGroup;
class QLabel;
class QRadioButton;
class QVBoxLayout;

namespace sluice {

//! One of several ways, each with a line that says what it means.
class ChoiceList : public QWidget
{
    Q_OBJECT

public:
    explicit ChoiceList(QWidget *parent = nullptr);

    //! Ids are the caller's, 0 and up.
    void add(int id, const QString &title, const QString &meaning = {});
    void setWords(int id, const QString &title, const QString &meaning);
    void setShown(int id, bool shown);
    void setPossible(int id, bool possible);
    void choose(int id);
    int chosen() const; //!< -1: none

signals:
    void chosenChanged(int id); //!< by the person

private:
    struct Row
    {
        QWidget *place = nullptr;
        QRadioButton *button = nullptr;
        QLabel *meaning = nullptr;
    };

    QVBoxLayout *m_layout; // these are our children
    QButtonGroup *m_buttons;
    QHash<int, Row> m_rows = {};
};

} // namespace sluice

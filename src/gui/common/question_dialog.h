// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/common/fitted_dialog.h"

class QPushButton;
class QVBoxLayout;

namespace sluice {

//! Asks before something that cannot be taken back, or that changes another program's files. Says first what
//! will happen; deletes itself when it is closed.
class QuestionDialog : public FittedDialog
{
    Q_OBJECT

public:
    enum class Answer : std::uint8_t {
        Plain, //!< Enter says yes
        Dangerous, //!< Enter says no
    };
    QuestionDialog(const QString &question, const QString &explanation, const QString &yes, Answer answer,
                   QWidget *parent);

    void addPart(QWidget *part); //!< between the explanation and the buttons
    void setPossible(bool possible); //!< whether yes can be said

private:
    QVBoxLayout *m_parts; // these are our children
    QPushButton *m_yes;
};

} // namespace sluice

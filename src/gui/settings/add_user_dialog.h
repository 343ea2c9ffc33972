// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/settings.h"
#include "gui/common/question_dialog.h"

class QCheckBox;
class QLineEdit;

namespace sluice {

//! Asks for the name of a new gateway user, and for the pools that the user may use.
class AddUserDialog : public QuestionDialog
{
    Q_OBJECT

public:
    AddUserDialog(const QStringList &takenNames, const QList<PoolSettings> &pools, QWidget *parent);

signals:
    void chosen(const QString &name, const QStringList &pools);

private:
    QStringList ticked() const;
    void onTicked(const QString &poolId);

    QStringList m_takenNames;
    QList<PoolSettings> m_pools;
    QLineEdit *m_name; // these are our children
    QList<QCheckBox *> m_boxes = {}; // in the order of the pools
};

} // namespace sluice

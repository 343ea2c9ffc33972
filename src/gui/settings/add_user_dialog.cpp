// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/add_user_dialog.h"

#include "gui/common/plain_text.h"
#include "gui/common/type.h"
#include "gui/settings/user_model.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

AddUserDialog::AddUserDialog(const QStringList &takenNames, const QList<PoolSettings> &pools, QWidget *parent)
    : QuestionDialog(
        tr("Add a user of the gateway"),
        tr("Each client or computer can have a token of its own, which you can take back alone."), tr("Add"),
        Answer::Plain, parent)
    , m_takenNames(takenNames)
    , m_pools(pools)
    , m_name(new QLineEdit(this))
{
    m_name->setPlaceholderText(tr("Name, for example laptop"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setToolTip(tr("The name shown in the table"));
    addPart(m_name);
    auto *caption = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
    caption->setWordWrap(true);
    caption->setText(tr("Pools, at most one of each provider. None ticked: all accounts of every provider."));
    addPart(caption);
    for (const auto &pool : pools) {
        auto *box = new QCheckBox(pool.id, this);
        box->setToolTip(
            plainToolTip(tr("May use the accounts of the pool %1 (%2)").arg(pool.id, pool.provider)));
        connect(box, &QCheckBox::clicked, this, [this, id = pool.id] { onTicked(id); });
        m_boxes += box;
        addPart(box);
    }
    setPossible(false);
    m_name->setFocus();
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &text) {
        setPossible(!text.trimmed().isEmpty() && !m_takenNames.contains(text.trimmed()));
    });
    connect(this, &QDialog::accepted, this, [this] { emit chosen(m_name->text().trimmed(), ticked()); });
}

QStringList AddUserDialog::ticked() const
{
    QStringList result;
    for (qsizetype i = 0; i < m_boxes.size(); ++i) {
        if (m_boxes[i]->isChecked())
            result += m_pools[i].id;
    }
    return result;
}

void AddUserDialog::onTicked(const QString &poolId)
{
    const auto now = ticked();
    if (!now.contains(poolId))
        return;
    const auto wanted = withPool(now, poolId, m_pools);
    for (qsizetype i = 0; i < m_boxes.size(); ++i)
        m_boxes[i]->setChecked(wanted.contains(m_pools[i].id));
}

} // namespace sluice

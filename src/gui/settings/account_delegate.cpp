// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/account_delegate.h"

#include "gui/common/format.h"
#include "gui/common/switch.h"
#include "gui/common/type.h"
#include "gui/settings/account_model.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

namespace sluice {

namespace {

constexpr int padding = 8;
constexpr int designTrack = 84;
constexpr int designGap = 6; // between a bar and its number

void paintName(QPainter &painter, const QRect &area, const QModelIndex &index, const Theme &theme)
{
    const auto bold = textFont(13, QFont::DemiBold);
    const auto name =
        QFontMetrics(bold).elidedText(index.data().toString(), Qt::ElideRight, area.width() * 2 / 3);
    painter.setPen(theme.text);
    painter.setFont(bold);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, name);
    const auto provider = QStringLiteral(" · ") + index.data(AccountModel::ProviderRole).toString();
    painter.setFont(textFont(13));
    const auto rest = area.adjusted(QFontMetrics(bold).horizontalAdvance(name), 0, 0, 0);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(provider, Qt::ElideRight, rest.width()));
}

void paintPlan(QPainter &painter, const QRect &area, const QString &plan, const Theme &theme)
{
    if (plan.isEmpty())
        return;
    const auto font = textFont(11, QFont::DemiBold);
    const QFontMetrics metrics(font);
    QRect patch(0, 0, metrics.horizontalAdvance(plan) + scaled(12), metrics.height() + scaled(3));
    patch.moveCenter(area.center());
    patch.moveLeft(area.left());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.chip);
    painter.drawRoundedRect(patch, scaled(5), scaled(5));
    painter.setPen(theme.accent);
    painter.setFont(font);
    painter.drawText(patch, Qt::AlignCenter, plan);
}

void paintUsage(QPainter &painter, const QRect &area, const QModelIndex &index, const Theme &theme)
{
    if (!index.data(AccountModel::BarRole).isValid()) { // no such window
        painter.setPen(theme.dim);
        painter.setFont(textFont(13));
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        return;
    }
    auto look = index.data(AccountModel::BarRole).value<BarLook>();
    look.pace.reset(); // too short for a tick
    look.cap = Percent{100};
    const QRectF track(area.left(), area.center().y() - 3, scaled(designTrack), 7);
    paintBar(painter, track, look, look.used.value_or(Percent{}).value(), theme);
    painter.setPen(theme.text);
    painter.setFont(textFont(13));
    painter.drawText(area.adjusted(scaled(designTrack + designGap), 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
}

void paintState(QPainter &painter, const QRect &area, const QModelIndex &index, const Theme &theme)
{
    const auto tone = static_cast<Tone>(index.data(AccountModel::StateToneRole).toInt());
    painter.setPen(tone == Tone::Muted ? theme.text : theme.of(tone));
    painter.setFont(textFont(13));
    const auto text = painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width());
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text);
}

//! Round the cell on which the keys work.
void paintFocus(QPainter &painter, const QRect &area, const Theme &theme)
{
    painter.setPen(QPen(theme.accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(area).adjusted(2, 3, -2, -3), scaled(6), scaled(6));
}

bool isToggle(const QEvent &event, const QRect &area)
{
    if (event.type() == QEvent::MouseButtonRelease) {
        const auto &mouse = static_cast<const QMouseEvent &>(event);
        return mouse.button() == Qt::LeftButton && area.contains(mouse.position().toPoint());
    }
    return event.type() == QEvent::KeyPress && static_cast<const QKeyEvent &>(event).key() == Qt::Key_Space;
}

} // namespace

void AccountDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const auto theme = Theme::matching(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(option.rect,
                      option.state & QStyle::State_Selected ? theme.selection : theme.background);
    painter->setPen(theme.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const auto area = option.rect.adjusted(padding, 0, -padding, 0);
    switch (index.column()) {
    case AccountModel::Use:
        Switch::paint(*painter, QRectF(area.left(), area.top(), 34, area.height()),
                      index.data(Qt::CheckStateRole).toInt() == Qt::Checked, theme);
        break;
    case AccountModel::Account:
        paintName(*painter, area, index, theme);
        break;
    case AccountModel::Plan:
        paintPlan(*painter, area, index.data().toString(), theme);
        break;
    case AccountModel::FiveHour:
    case AccountModel::Week:
        paintUsage(*painter, area, index, theme);
        break;
    default:
        paintState(*painter, area, index, theme);
    }
    if (option.state & QStyle::State_HasFocus)
        paintFocus(*painter, option.rect, theme);
    painter->restore();
}

QSize AccountDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {scaled(80), scaled(41)};
}

int AccountDelegate::usageWidth()
{
    return 2 * padding + scaled(designTrack + designGap) + numberWidth(textFont(13), percent(Percent{100}));
}

bool AccountDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                  const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (index.column() != AccountModel::Use || !isToggle(*event, option.rect))
        return false;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace sluice

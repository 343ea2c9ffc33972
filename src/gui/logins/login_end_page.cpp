// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/logins/login_end_page.h"

#include "gui/common/theme.h"
#include "gui/common/type.h"

#include <QtGui/QPainter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

//! A tick, an exclamation mark or a bar: a shape, not only a colour.
class LoginEndPage::Sign : public QWidget
{
public:
    explicit Sign(QWidget *parent) : QWidget(parent) { setFixedSize(scaled(44), scaled(44)); }

    void setKind(LoginEnd::Kind kind)
    {
        m_kind = kind;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto theme = Theme::matching(palette());
        const double unit = width() / 44.0;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(theme));
        painter.drawEllipse(rect());
        painter.scale(unit, unit);
        painter.setPen(QPen(Qt::white, 3.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        switch (m_kind) {
        case LoginEnd::Kind::Done:
            painter.drawPolyline(QPolygonF{{14.5, 22.8}, {19.8, 28}, {30, 17}});
            break;
        case LoginEnd::Kind::Failed:
            painter.drawLine(QPointF(22, 13), QPointF(22, 24));
            painter.drawLine(QPointF(22, 30.5), QPointF(22, 30.6));
            break;
        case LoginEnd::Kind::Cancelled:
            painter.drawLine(QPointF(15, 22), QPointF(29, 22));
            break;
        }
    }

private:
    QColor color(const Theme &theme) const
    {
        switch (m_kind) {
        case LoginEnd::Kind::Done:
            return theme.good;
        case LoginEnd::Kind::Failed:
            return theme.warning;
        case LoginEnd::Kind::Cancelled:
            return theme.off;
        }
        return theme.off;
    }

    LoginEnd::Kind m_kind = LoginEnd::Kind::Cancelled;
};

LoginEndPage::LoginEndPage(QWidget *parent)
    : QWidget(parent)
    , m_sign(new Sign(this))
    , m_title(makeLabel(this, 17, QFont::DemiBold))
    , m_text(makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText))
    , m_detail(makeLabel(this, 12))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, scaled(12), 0, 0);
    layout->setSpacing(scaled(10));
    layout->addWidget(m_sign, 0, Qt::AlignHCenter);
    layout->addSpacing(scaled(4));
    for (auto *label : {m_title, m_text, m_detail}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        layout->addWidget(label);
    }
    m_detail->setProperty("panel", true);
    m_detail->setAlignment(Qt::AlignLeft);
    layout->addStretch();
}

void LoginEndPage::show(const LoginEnd &end)
{
    m_sign->setKind(end.kind);
    m_title->setText(end.title);
    m_text->setText(end.text);
    m_detail->setText(end.detail);
    m_detail->setHidden(end.detail.isEmpty());
    setAccessibleName(end.title);
    setAccessibleDescription(end.text);
}

} // namespace sluice

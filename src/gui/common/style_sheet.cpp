// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/style_sheet.h"

#include <QtCore/QEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QWidget>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! Waits for the system's colours to change. A child of its window.
class ThemeFollower : public QObject
{
public:
    explicit ThemeFollower(QWidget &window) : QObject(&window), m_window(window)
    {
        qGuiApp->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == qGuiApp && event->type() == QEvent::ApplicationPaletteChange)
            QMetaObject::invokeMethod(
                this, [this] { applyWindowTheme(m_window); }, Qt::QueuedConnection); // all widgets know first
        return false;
    }

private:
    QWidget &m_window;
};

} // namespace

QString windowStyle(const Theme &theme)
{
    auto sheet = uR"(
QPushButton[plain="true"], QToolButton { padding: 5px 12px; border: 1px solid @line; border-radius: 7px;
    background: @background; color: @text; }
QPushButton[plain="true"]:hover { background: @panel; }
QPushButton[plain="true"]:focus, QLineEdit:focus { border-color: @accent; }
QPushButton[plain="true"]:disabled { color: @off; }
QPushButton[primary="true"] { background: @accent; border-color: @accent; color: white; }
QPushButton[primary="true"]:disabled { background: @off; border-color: @off; color: white; }
QPushButton[primary="true"]:hover { background: @accent; }
QPushButton[primary="true"]:focus { border-color: @text; }
QPushButton[danger="true"] { color: @bad; }
QPushButton[segment="true"] { padding: 4px 11px; min-width: 3.6em; border: 1px solid @line; background: @background; color: @text; }
QPushButton[segment="true"]:checked { background: @chip; color: @accent; font-weight: 600; }
QPushButton[segment="true"]:focus { border-color: @accent; }
QLabel[panel="true"] { padding: 8px 10px; border-radius: 7px; background: @panel; }
QFrame[panel="true"] { border-radius: 10px; background: @panel; }
QLabel[footer="true"] { background: @panel; }
QFrame[line="true"] { background: @line; border: none; }
QRadioButton { spacing: 8px; }
QRadioButton::indicator { width: 14px; height: 14px; border-radius: 8px; border: 1px solid @off; background: @background; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; background: white; }
QRadioButton::indicator:unchecked:focus { border-color: @accent; }
QRadioButton:focus { color: @accent; }
QRadioButton:disabled { color: @off; }
QLineEdit { padding: 4px 8px; border: 1px solid @line; border-radius: 6px; background: @background; color: @text; }
QLineEdit:read-only { background: @panel; }
QPlainTextEdit { padding: 6px 8px; border: 1px solid @line; border-radius: 6px; background: @panel; color: @text; }
QPlainTextEdit:focus { border-color: @accent; }
QListWidget[plain="true"] { background: @background; border: 1px solid @line; border-radius: 6px; padding: 3px; }
QListWidget[plain="true"]::item { padding: 3px 6px; border-radius: 4px; margin: 0; }
QListWidget { background: @panel; border: none; border-right: 1px solid @line; padding: 12px 8px; outline: none; }
QListWidget::item { padding: 6px 9px; border: 1px solid transparent; border-radius: 7px; margin-bottom: 2px; color: @text; }
QListWidget::item:selected { background: @chip; color: @accent; }
QListWidget::item:selected:focus { border: 1px solid @accent; }
QTableView { background: @background; border: none; outline: none; selection-background-color: @selection;
    selection-color: @text; }
QTableView::item { padding: 0 6px; border-bottom: 1px solid @line; }
QHeaderView { background: @background; }
QHeaderView::section { background: @background; color: @dim; border: none; border-bottom: 1px solid @line;
    padding: 6px 8px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @track; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: white;
    border: 1px solid @off; }
QSlider::handle:horizontal:focus { border-color: @accent; }
)"_s;
    sheet.replace("@background"_L1, theme.background.name());
    sheet.replace("@panel"_L1, theme.panel.name());
    sheet.replace("@line"_L1, theme.line.name());
    sheet.replace("@text"_L1, theme.text.name());
    sheet.replace("@selection"_L1, theme.selection.name());
    sheet.replace("@track"_L1, theme.track.name());
    sheet.replace("@accent"_L1, theme.accent.name());
    sheet.replace("@chip"_L1, theme.chip.name());
    sheet.replace("@dim"_L1, theme.dim.name());
    sheet.replace("@off"_L1, theme.off.name());
    sheet.replace("@bad"_L1, theme.bad.name());
    return sheet;
}

void applyWindowTheme(QWidget &window)
{
    const auto system = QGuiApplication::palette();
    const auto theme = Theme::matching(system);
    const auto palette = theme.palette(system);
    window.setStyleSheet(windowStyle(theme));
    window.setPalette(palette);
    for (auto *child :
         window.findChildren<QWidget *>()) { // a style sheet keeps the window's palette from them
        if (!child->isWindow())
            child->setPalette(palette);
    }
}

void followSystemTheme(QWidget &window)
{
    new ThemeFollower(window);
    applyWindowTheme(window);
}

QString scrollBarStyle(const Theme &theme)
{
    return uR"(
QScrollBar:vertical { width: 8px; background: transparent; margin: 2px 1px; border: none; }
QScrollBar::handle:vertical { background: %1; border-radius: 3px; min-height: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)"_s.arg(theme.off.name());
}

} // namespace sluice

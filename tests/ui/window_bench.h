// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QTranslator>
#include <QtGui/QPalette>
#include <QtWidgets/QWidget>

class QAbstractButton;

namespace sluice {

// What tests of windows have in common: a look that is the same everywhere, a home without anybody's files,
// and pictures to look at.

void beginWindowTests(); //!< fonts, style and words; once, before the first window

//! The light or the dark look as long as it lives.
class Look
{
public:
    enum class Kind : std::uint8_t { Light, Dark };
    explicit Look(Kind kind);
    ~Look();
    Q_DISABLE_COPY_MOVE(Look)

private:
    QPalette m_before;
};

//! German words as long as it lives.
class German
{
public:
    German();

private:
    QTranslator m_words; // which are out of use once it goes
};

//! A home directory for clients to be found in.
class ClientHome
{
public:
    ClientHome();

    QString path(const QString &name) const { return m_directory.filePath(name); }
    void write(const QString &name, const QByteArray &content) const;
    QByteArray contentOf(const QString &name) const;
    //! A program of this name, where clients are looked for.
    void makeProgram(const QString &name, const QByteArray &script) const;

    Environment environment = {};

private:
    QTemporaryDir m_directory;
};

//! Twice as large as on the screen, among the pictures of the build.
void savePicture(QWidget &window, const QString &name);
//! The button that is to be seen with this text, mnemonics aside; null where there is none.
QAbstractButton *shownButton(const QWidget &window, const QString &text);
//! Everything that can be operated and lacks a name for screen readers, a tool tip or a place in the Tab
//! order.
QStringList unnamedControls(const QWidget &window);

template <typename Widget>
QList<Widget *> shownWidgets(const QWidget &window)
{
    QList<Widget *> result;
    for (auto *widget : window.findChildren<Widget *>()) {
        if (widget->isVisibleTo(&window))
            result.append(widget);
    }
    return result;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/ui/window_bench.h"

#include "gui/common/theme.h"
#include "gui/common/translations.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtGui/QPixmap>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>

namespace sluice {

using namespace Qt::StringLiterals;

void beginWindowTests()
{
    installTranslations();
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    QApplication::setStyle(u"Fusion"_s);
    QApplication::setPalette(Theme::light().palette(QApplication::palette()));
}

Look::Look(Kind kind) : m_before(QApplication::palette())
{
    QApplication::setPalette((kind == Kind::Dark ? Theme::darkSet() : Theme::light()).palette(m_before));
}

Look::~Look()
{
    QApplication::setPalette(m_before);
}

German::German()
{
    if (!m_words.load(u":/i18n/sluice_de"_s))
        qFatal("no German words");
    QCoreApplication::installTranslator(&m_words);
}

ClientHome::ClientHome()
{
    environment = {.homeDirectory = path(u"home"_s), .dataDirectory = path(u"data"_s)};
    QDir().mkpath(environment.homeDirectory);
}

void ClientHome::write(const QString &name, const QByteArray &content) const
{
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
}

QByteArray ClientHome::contentOf(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ClientHome::makeProgram(const QString &name, const QByteArray &script) const
{
    const auto file = u"home/.local/bin/"_s + name;
    write(file, "#!/bin/sh\n" + script + '\n');
    QFile::setPermissions(path(file), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void savePicture(QWidget &window, const QString &name)
{
    QDir().mkpath(QStringLiteral(PICTURE_DIR));
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents(); // lays out what has just changed
    QPixmap picture(window.size() * 2);
    picture.setDevicePixelRatio(2);
    picture.fill(QColor(0xc9ced8));
    window.render(&picture);
    if (!picture.save(QStringLiteral(PICTURE_DIR "/%1.png").arg(name)))
        qFatal("cannot save a picture");
}

QAbstractButton *shownButton(const QWidget &window, const QString &text)
{
    for (auto *button : shownWidgets<QAbstractButton>(window)) {
        if (button->text().remove(u'&') == text)
            return button;
    }
    return nullptr;
}

QStringList unnamedControls(const QWidget &window)
{
    QStringList result;
    const auto check = [&](const QWidget &control, const QString &name) {
        if (name.isEmpty() || control.focusPolicy() == Qt::NoFocus)
            result += QString::fromLatin1(control.metaObject()->className()) + u' ' + name;
    };
    for (auto *button : shownWidgets<QAbstractButton>(window))
        check(*button, button->accessibleName().isEmpty() ? button->text() : button->accessibleName());
    for (auto *field : shownWidgets<QLineEdit>(window))
        check(*field, field->accessibleName() + field->toolTip());
    return result;
}

} // namespace sluice

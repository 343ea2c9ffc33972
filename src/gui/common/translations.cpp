// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/translations.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>
#include <QtCore/QTranslator>

namespace sluice {

using namespace Qt::StringLiterals;

void installTranslations()
{
    auto *own = new QTranslator(qApp);
    if (!own->load(QLocale(), u"sluice"_s, u"_"_s, u":/i18n"_s) && !own->load(u":/i18n/sluice_en"_s)) {
        delete own;
        return;
    }
    QCoreApplication::installTranslator(own);
    auto *qt = new QTranslator(qApp);
    if (qt->load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

} // namespace sluice

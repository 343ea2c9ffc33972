# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# Most of what a compiler does here is to read the same headers of Qt and of the standard library; these are read once
# per library, and once for all tests. Sources still include all they use: the lint reads them without this. Off with
# -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON.
set(precompiled_core
    <algorithm> <array> <chrono> <functional> <memory> <optional> <utility> <variant> <vector>
    <QtCore/QByteArray> <QtCore/QDateTime> <QtCore/QDir> <QtCore/QFile> <QtCore/QHash> <QtCore/QJsonArray>
    <QtCore/QJsonDocument> <QtCore/QJsonObject> <QtCore/QList> <QtCore/QLoggingCategory> <QtCore/QObject>
    <QtCore/QPointer> <QtCore/QString> <QtCore/QStringList> <QtCore/QUrl>)
set(precompiled_gui ${precompiled_core}
    <QtGui/QPainter> <QtWidgets/QBoxLayout> <QtWidgets/QDialog> <QtWidgets/QLabel> <QtWidgets/QLineEdit>
    <QtWidgets/QPushButton> <QtWidgets/QWidget>)
set(precompiled_tests ${precompiled_core} <QtCore/QTemporaryDir> <QtTest/QSignalSpy> <QtTest/QTest>)

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include <QtCore/QDirIterator>
#include <QtCore/QFile>

#include <cstdint>
#include <cstdio>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

//! Gives each file of a folder to the fuzz target, and each beginning of each file.
int main(int argc, char **argv)
{
    int files = 0;
    QDirIterator folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."), QDir::Files);
    while (folder.hasNext()) {
        QFile file(folder.next());
        if (!file.open(QIODevice::ReadOnly))
            return 1;
        const auto bytes = file.readAll();
        for (qsizetype size = 0; size <= bytes.size(); ++size) {
            const auto copy = bytes.first(size); // of its own, so that reading past its end is noticed
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(copy.constData()),
                                   static_cast<std::size_t>(size));
        }
        ++files;
    }
    std::printf("%d files\n", files);
    return files > 0 ? 0 : 1;
}

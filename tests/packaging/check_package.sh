#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# check_package.sh BUILD: makes the Debian package of a build and looks at what is in it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd -- "$1"
cpack -G DEB -B "$work" >"$work/log" 2>&1 || {
    cat "$work/log"
    exit 1
}
package=$(find "$work" -maxdepth 1 -name 'sluice_*.deb')
contents=$(dpkg-deb --contents "$package")
status=0
for path in usr/bin/sluice usr/bin/sluice-tray usr/share/applications/sluice-tray.desktop \
    usr/share/icons/hicolor/scalable/apps/sluice.svg usr/share/metainfo/io.github.sluice.Sluice.metainfo.xml \
    usr/share/man/man1/sluice.1.gz usr/share/man/man1/sluice-tray.1.gz usr/share/doc/sluice/copyright \
    usr/share/doc/sluice/changelog.gz usr/lib/systemd/user/sluice.service; do
    if [[ $contents != *"./$path"$'\n'* && $contents != *"./$path" ]]; then
        echo "missing in the package: $path"
        status=1
    fi
done
depends=$(dpkg-deb --field "$package" Depends)
for needed in libqt6core6 libqt6network6 libqt6widgets6 libqt6dbus6 libwslay1 libqt6keychain1 libsecret-1-0 libc6; do
    if [[ $depends != *"$needed"* ]]; then
        echo "missing in Depends: $needed (there is: $depends)"
        status=1
    fi
done
exit "$status"

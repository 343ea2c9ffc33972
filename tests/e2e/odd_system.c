/* SPDX-FileCopyrightText: 2026 The Sluice authors
 * SPDX-License-Identifier: MIT
 *
 * Preloaded into a program, makes the system behave as it does on a bad day:
 *   EARLY_SIGHUP=1  SIGHUP comes while main() begins, when Qt sets the locale
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>

char *setlocale(int category, const char *name)
{
    static int times = 0;
    char *(*real)(int, const char *) = (char *(*)(int, const char *))dlsym(RTLD_NEXT, "setlocale");
    if (getenv("EARLY_SIGHUP") && times++ == 0)
        raise(SIGHUP);
    return real(category, name);
}

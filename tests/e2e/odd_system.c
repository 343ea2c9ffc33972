/* SPDX-FileCopyrightText: 2026 The Sluice authors
 * SPDX-License-Identifier: MIT
 *
 * Preloaded into a program, makes the system behave as it does on a bad day:
 *   EARLY_SIGHUP=1   SIGHUP comes while main() begins, when Qt sets the locale
 *   NO_THREADS=FILE  while the file is there, no thread can be started
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

char *setlocale(int category, const char *name)
{
    static int times = 0;
    char *(*real)(int, const char *) = (char *(*)(int, const char *))dlsym(RTLD_NEXT, "setlocale");
    if (getenv("EARLY_SIGHUP") && times++ == 0)
        raise(SIGHUP);
    return real(category, name);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument)
{
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) =
        (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))dlsym(RTLD_NEXT, "pthread_create");
    const char *file = getenv("NO_THREADS");
    if (file && access(file, F_OK) == 0)
        return EAGAIN;
    return real(thread, attributes, run, argument);
}

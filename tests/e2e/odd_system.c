/* SPDX-FileCopyrightText: 2026 The Sluice authors
 * SPDX-License-Identifier: MIT
 *
 * Preloaded into a program, makes the system behave as it does on a bad day:
 *   EARLY_SIGHUP=1   SIGHUP comes while main() begins, when Qt sets the locale
 *   NO_THREADS=FILE  while the file is there, no thread can be started
 *   SLOW_LOOKUP=FILE a lookup of slow.example makes the file and takes a minute
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
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

int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **found)
{
    int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
        (int (*)(const char *, const char *, const struct addrinfo *, struct addrinfo **))dlsym(RTLD_NEXT, "getaddrinfo");
    const char *file = getenv("SLOW_LOOKUP");
    if (!file || !host || strcmp(host, "slow.example") != 0)
        return real(host, service, hints, found);
    close(open(file, O_WRONLY | O_CREAT, 0600));
    sleep(60);
    return EAI_AGAIN;
}

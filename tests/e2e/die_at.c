/* SPDX-FileCopyrightText: 2026 The Sluice authors
 * SPDX-License-Identifier: MIT
 *
 * Preloaded into a program, kills it at its DIE_AT-th change of a file's name: what a power cut or `kill -9` at that
 * moment leaves behind is what the next start finds. An odd number dies before the change, an even one after it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int moment(void)
{
    static int last = 0;
    const char *wanted = getenv("DIE_AT");
    ++last;
    if (wanted && atoi(wanted) == last)
        kill(getpid(), SIGKILL);
    return 0;
}

#define DYING(name, parameters, arguments)                                                                             \
    int name parameters                                                                                                \
    {                                                                                                                  \
        int(*real) parameters = (int(*) parameters)dlsym(RTLD_NEXT, #name);                                            \
        moment();                                                                                                      \
        const int result = real arguments;                                                                             \
        moment();                                                                                                      \
        return result;                                                                                                 \
    }

DYING(rename, (const char *from, const char *to), (from, to))
DYING(unlink, (const char *path), (path))
DYING(mkdir, (const char *path, mode_t mode), (path, mode))
DYING(rmdir, (const char *path), (path))

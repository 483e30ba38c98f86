/* pcscd asks drivers without an event thread every 400 ms for their cards. Real USB readers have an event thread;
   vpcd has none. Loaded into pcscd by LD_PRELOAD, this makes exactly that sleep short, so that tests don't measure it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

int nanosleep(const struct timespec *asked, struct timespec *left) {
    static int (*real)(const struct timespec *, struct timespec *);
    if (!real) real = (int (*)(const struct timespec *, struct timespec *)) dlsym(RTLD_NEXT, "nanosleep");
    struct timespec shorter = {0, 5000000};
    if (asked->tv_sec == 0 && asked->tv_nsec == 400000000) return real(&shorter, left);
    return real(asked, left);
}

/* Makes /dev/gpiochipN of a program lead to an emulated GPIO chip: a socket gpiochipN in the folder that the environment
   variable EMULATED_GPIO names. Loaded by LD_PRELOAD under the real libgpiod.

   It knows nothing of GPIO but that ioctls carry their size in their number: each one goes over the socket as it is, after
   its number and the time (CLOCK_MONOTONIC, nanoseconds), and comes back after an errno, perhaps with a descriptor. An
   emulated descriptor is the socket itself, so that the chip sees it closed even when the program was killed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/gpio.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))
#define DEVICE "/dev/gpiochip"
#define MAJOR 254
#define MOST_DESCRIPTORS 4096
#define MOST_BYTES 4096

static char emulated[MOST_DESCRIPTORS];

static int address_of(const char *path, struct sockaddr_un *address) {
    const char *folder = getenv("EMULATED_GPIO");
    if (!folder || !path || strncmp(path, DEVICE, strlen(DEVICE))) return 0;
    address->sun_family = AF_UNIX;
    snprintf(address->sun_path, sizeof address->sun_path, "%s/%s", folder, path + strlen("/dev/"));
    return 1;
}

static int take(int descriptor) {
    if (descriptor >= 0 && descriptor < MOST_DESCRIPTORS) emulated[descriptor] = 1;
    return descriptor;
}

static int open_emulated(const struct sockaddr_un *address) {
    int chip = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (chip < 0) return -1;
    if (connect(chip, (const struct sockaddr *) address, sizeof *address)) {
        int why = errno == ECONNREFUSED ? ENODEV : errno;
        close(chip);
        errno = why;
        return -1;
    }
    return take(chip);
}

static int describe(const struct sockaddr_un *address, const char *path, struct stat *found) {
    struct stat socket_file;
    int (*real)(int, const char *, struct stat *, int) = REAL(fstatat);
    if (real(AT_FDCWD, address->sun_path, &socket_file, 0)) return -1;
    memset(found, 0, sizeof *found);
    found->st_mode = S_IFCHR | 0660;
    found->st_rdev = makedev(MAJOR, atoi(path + strlen(DEVICE)));
    return 0;
}

#define OPEN(name)                                                      \
    int name(const char *path, int flags, ...) {                        \
        struct sockaddr_un address;                                     \
        va_list rest;                                                   \
        va_start(rest, flags);                                          \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                   \
        return address_of(path, &address) ? open_emulated(&address) : REAL(name)(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

/* Programs that were built long ago ask by the names with __x, later ones by the plain names. */
#define STAT(name, kind)                                                \
    int name(const char *path, struct kind *found) {                    \
        struct sockaddr_un address;                                     \
        return address_of(path, &address) ? describe(&address, path, (struct stat *) found) : REAL(name)(path, found); \
    }
#define OLD_STAT(name)                                                  \
    int name(int version, const char *path, struct stat *found);        \
    int name(int version, const char *path, struct stat *found) {       \
        struct sockaddr_un address;                                     \
        return address_of(path, &address) ? describe(&address, path, found) : REAL(name)(version, path, found); \
    }
_Static_assert(sizeof(struct stat) == sizeof(struct stat64), "on 64 bits they are one");
STAT(stat, stat)
STAT(lstat, stat)
STAT(stat64, stat64)
STAT(lstat64, stat64)
OLD_STAT(__xstat)
OLD_STAT(__lxstat)
OLD_STAT(__xstat64)
OLD_STAT(__lxstat64)

static char *resolve(const char *path, char *into) {
    unsigned number;
    static const char answer[] = "/sys/bus/gpio";
    if (!getenv("EMULATED_GPIO") || !path || sscanf(path, "/sys/dev/char/254:%u/subsystem", &number) != 1) return NULL;
    return into ? strcpy(into, answer) : strdup(answer);
}

char *realpath(const char *path, char *into) {
    char *found = resolve(path, into);
    return found ? found : REAL(realpath)(path, into);
}

char *__realpath_chk(const char *path, char *into, size_t size) {
    char *found = resolve(path, into);
    char *(*real)(const char *, char *, size_t) = dlsym(RTLD_NEXT, "__realpath_chk");
    return found ? found : real(path, into, size);
}

static int ask(int chip, uint64_t number, void *argument) {
    size_t size = _IOC_SIZE(number);
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    uint64_t head[2] = {number, (uint64_t) now.tv_sec * 1000000000 + now.tv_nsec};
    struct iovec out[2] = {{head, sizeof head}, {argument, size}};
    struct msghdr question = {.msg_iov = out, .msg_iovlen = 2};
    int32_t error = 0;
    unsigned char answered[MOST_BYTES];
    struct iovec in[2] = {{&error, sizeof error}, {answered, sizeof answered}};
    union { char room[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } handed;
    struct msghdr answer = {.msg_iov = in, .msg_iovlen = 2, .msg_control = &handed, .msg_controllen = sizeof handed};
    if (sendmsg(chip, &question, MSG_NOSIGNAL) < 0 || recvmsg(chip, &answer, MSG_CMSG_CLOEXEC) <= 0) {
        errno = ENODEV;
        return -1;
    }
    if (error) {
        errno = error;
        return -1;
    }
    memcpy(argument, answered, size);
    struct cmsghdr *descriptor = CMSG_FIRSTHDR(&answer);
    if (descriptor) ((struct gpio_v2_line_request *) argument)->fd = take(*(int *) CMSG_DATA(descriptor));
    return 0;
}

int ioctl(int descriptor, unsigned long number, ...) {
    va_list rest;
    va_start(rest, number);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    if (_IOC_TYPE(number) == 0xB4 && descriptor >= 0 && descriptor < MOST_DESCRIPTORS && emulated[descriptor])
        return ask(descriptor, (uint32_t) number, argument); /* the kernel takes no more of it either */
    int (*real)(int, unsigned long, ...) = REAL(ioctl);
    return real(descriptor, number, argument);
}

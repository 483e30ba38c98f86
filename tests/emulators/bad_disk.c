/* A disk that fails on command: preloaded into a program, it makes system calls on files below BAD_DISK fail.
 *
 * The file BAD_DISK_MODE says how, and may come and go at any time: "write" and "sync" and "read" fail with EIO,
 * "readonly" refuses every change with EROFS. Without that file everything works.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int mode_is(const char *wanted) {
    const char *path = getenv("BAD_DISK_MODE");
    char word[16] = "";
    if (path == NULL) return 0;
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t length = syscall(SYS_read, file, word, sizeof word - 1);
    syscall(SYS_close, file);
    return length > 0 && strncmp(word, wanted, strlen(wanted)) == 0;
}

static int below(const char *path) {
    const char *disk = getenv("BAD_DISK");
    return disk != NULL && strncmp(path, disk, strlen(disk)) == 0;
}

static int on_disk(int file) {
    char link[32], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = '\0';
    return below(path);
}

static int fails(int file, const char *mode, int code) {
    int saved = errno;
    if (mode_is(mode) && on_disk(file)) {
        errno = code;
        return 1;
    }
    errno = saved;
    return 0;
}

#define WRITES(name, ...) \
    if (fails(file, "write", EIO) || fails(file, "readonly", EROFS)) return -1; \
    return ((__typeof__(&name))dlsym(RTLD_NEXT, #name))(__VA_ARGS__)

ssize_t write(int file, const void *from, size_t size) { WRITES(write, file, from, size); }
ssize_t pwrite(int file, const void *from, size_t size, off_t at) { WRITES(pwrite, file, from, size, at); }
ssize_t pwrite64(int file, const void *from, size_t size, off64_t at) { WRITES(pwrite64, file, from, size, at); }
int ftruncate(int file, off_t size) { WRITES(ftruncate, file, size); }
int ftruncate64(int file, off64_t size) { WRITES(ftruncate64, file, size); }

#define SYNCS(name) \
    int name(int file) { \
        if (fails(file, "sync", EIO)) return -1; \
        return ((__typeof__(&name))dlsym(RTLD_NEXT, #name))(file); \
    }
SYNCS(fsync)
SYNCS(fdatasync)

#define READS(name, ...) \
    if (fails(file, "read", EIO)) return -1; \
    return ((__typeof__(&name))dlsym(RTLD_NEXT, #name))(__VA_ARGS__)

ssize_t read(int file, void *to, size_t size) { READS(read, file, to, size); }
ssize_t pread(int file, void *to, size_t size, off_t at) { READS(pread, file, to, size, at); }
ssize_t pread64(int file, void *to, size_t size, off64_t at) { READS(pread64, file, to, size, at); }

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = va_arg(more, mode_t); \
        va_end(more); \
        if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) && below(path) && mode_is("readonly")) { \
            errno = EROFS; \
            return -1; \
        } \
        return ((__typeof__(&name))dlsym(RTLD_NEXT, #name))(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)

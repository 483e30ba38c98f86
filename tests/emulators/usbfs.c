/* Makes the files under /dev/bus/usb of a program lead to emulated USB devices: a file BBB/DDD there is a device whose
   socket has the same name in the folder that the environment variable EMULATED_USB names. Loaded by LD_PRELOAD under the
   real libusb, it answers the system calls of the kernel's usbfs.

   A transfer goes over the socket as struct transfer and what is sent along; it comes back, once and in any order, as
   struct answer and what was received. libusb waits until the device's file is writable, which means that a transfer
   ended, or has an error, which means that the device is gone. Here that file is a pipe: full as long as nothing has
   ended, and broken once the device is gone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/usbdevice_fs.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#define DEVICES "/dev/bus/usb/"
#define MOST_DESCRIPTORS 1024
#define MOST_TRANSFERS 16
#define MOST_BYTES 4096

#define CANCEL 100 /* beside the kinds that the kernel knows */
struct transfer { uint32_t id; uint8_t kind, endpoint; uint16_t length; };
struct answer { uint32_t id; int32_t status; };

struct device {
    pthread_mutex_t lock;
    char taken[sizeof ((struct sockaddr_un *) 0)->sun_path + 6]; /* this file is there while another program has it */
    int socket, readable, gone;
    struct usbdevfs_urb *running[MOST_TRANSFERS], *ended[MOST_TRANSFERS];
    int ended_count;
};
static struct device *opened[MOST_DESCRIPTORS];

/* Called with the lock held: let libusb's wait for the file end. */
static void end(struct device *device, int id, int status, int length) {
    struct usbdevfs_urb *urb = device->running[id];
    char token;
    device->running[id] = NULL;
    urb->status = status;
    urb->actual_length = length;
    device->ended[device->ended_count++] = urb;
    (void) !read(device->readable, &token, 1);
}

static void take(struct device *device, const struct answer *answer, const char *data, int length) {
    if (answer->id >= MOST_TRANSFERS || !device->running[answer->id]) return;
    struct usbdevfs_urb *urb = device->running[answer->id];
    int skip = urb->type == USBDEVFS_URB_TYPE_CONTROL ? 8 : 0; /* the request stands before its data */
    int inward = (skip ? ((uint8_t *) urb->buffer)[0] : urb->endpoint) & 0x80;
    if (inward) {
        int room = urb->buffer_length - skip;
        if (length > room) length = room;
        memcpy((char *) urb->buffer + skip, data, length);
    } else
        length = urb->buffer_length - skip;
    end(device, answer->id, answer->status, answer->status ? 0 : length);
}

static void *attend(void *argument) {
    struct device *device = argument;
    for (;;) {
        struct pollfd waits[2] = {{device->socket, POLLIN, 0}, {device->readable, 0, 0}};
        poll(waits, 2, -1);
        if (waits[1].revents & POLLHUP) break; /* the program closed the file */
        struct answer answer;
        char data[MOST_BYTES];
        struct iovec parts[2] = {{&answer, sizeof answer}, {data, sizeof data}};
        ssize_t size = readv(device->socket, parts, 2);
        pthread_mutex_lock(&device->lock);
        if (size < (ssize_t) sizeof answer) {
            device->gone = 1;
            for (int id = 0; id < MOST_TRANSFERS; id++)
                if (device->running[id]) end(device, id, -ESHUTDOWN, 0);
            close(device->socket);
            close(device->readable);
            pthread_mutex_unlock(&device->lock);
            return NULL; /* what is left of it is read by the program, whenever it likes */
        }
        take(device, &answer, data, size - sizeof answer);
        pthread_mutex_unlock(&device->lock);
    }
    close(device->socket);
    close(device->readable);
    return NULL;
}

static int open_emulated(const char *name) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/%s", getenv("EMULATED_USB"), name);
    struct device *device = calloc(1, sizeof *device);
    int ends[2];
    pthread_t thread;
    pthread_mutex_init(&device->lock, NULL);
    device->socket = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (connect(device->socket, (struct sockaddr *) &address, sizeof address)) {
        close(device->socket);
        free(device);
        errno = ENODEV;
        return -1;
    }
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) || ends[1] >= MOST_DESCRIPTORS) abort();
    fcntl(ends[1], F_SETPIPE_SZ, 4096); /* one page: a single byte fills it, as far as poll is concerned */
    (void) !write(ends[1], "x", 1);
    device->readable = ends[0];
    snprintf(device->taken, sizeof device->taken, "%s.taken", address.sun_path);
    opened[ends[1]] = device;
    if (pthread_create(&thread, NULL, attend, device)) abort();
    pthread_detach(thread);
    return ends[1];
}

static int led_on(int file, const char *path, int flags) {
    if (file < 0 || strncmp(path, DEVICES, strlen(DEVICES)) || flags & O_DIRECTORY) return file;
    close(file); /* the file that stands for the device has told whether this program may open it */
    return open_emulated(path + strlen(DEVICES));
}

#define OPEN(function)                                                                              \
    int function(const char *path, int flags, ...) {                                                \
        va_list rest;                                                                               \
        va_start(rest, flags);                                                                      \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                     \
        va_end(rest);                                                                               \
        int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, #function);                          \
        return led_on(real(path, flags, mode), path, flags);                                        \
    }
#define FORTIFIED_OPEN(function)                                                                    \
    int function(const char *path, int flags) {                                                     \
        int (*real)(const char *, int) = dlsym(RTLD_NEXT, #function);                               \
        return led_on(real(path, flags), path, flags);                                              \
    }
int __open_2(const char *, int);
int __open64_2(const char *, int);
OPEN(open)
OPEN(open64)
FORTIFIED_OPEN(__open_2)
FORTIFIED_OPEN(__open64_2)

static int submit(struct device *device, struct usbdevfs_urb *urb) {
    struct transfer head = {0, urb->type, urb->endpoint, urb->buffer_length};
    int outward = urb->type == USBDEVFS_URB_TYPE_CONTROL || !(urb->endpoint & 0x80);
    while (head.id < MOST_TRANSFERS && device->running[head.id]) head.id++;
    if (head.id == MOST_TRANSFERS) return ENOMEM;
    device->running[head.id] = urb;
    struct iovec parts[2] = {{&head, sizeof head}, {urb->buffer, outward ? urb->buffer_length : 0}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    if (sendmsg(device->socket, &message, MSG_NOSIGNAL) >= 0) return 0;
    device->running[head.id] = NULL;
    return ENODEV;
}

static int discard(struct device *device, struct usbdevfs_urb *urb) {
    for (uint32_t id = 0; id < MOST_TRANSFERS; id++)
        if (device->running[id] == urb) {
            struct transfer head = {id, CANCEL, 0, 0};
            return send(device->socket, &head, sizeof head, MSG_NOSIGNAL) < 0 ? ENODEV : 0;
        }
    return EINVAL; /* it has ended already */
}

static int reap(struct device *device, int descriptor, struct usbdevfs_urb **urb) {
    if (!device->ended_count) return device->gone ? ENODEV : EAGAIN;
    *urb = device->ended[0];
    memmove(device->ended, device->ended + 1, --device->ended_count * sizeof *device->ended);
    if (!device->ended_count && !device->gone) (void) !write(descriptor, "x", 1);
    return 0;
}

static int serve(struct device *device, int descriptor, uint32_t number, void *argument) {
    if (number == (uint32_t) USBDEVFS_REAPURBNDELAY) return reap(device, descriptor, argument);
    if (device->gone) return ENODEV;
    switch (number) {
    case (uint32_t) USBDEVFS_GET_CAPABILITIES:
        *(uint32_t *) argument =
            USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
        return 0;
    case (uint32_t) USBDEVFS_CLAIMINTERFACE:
        return access(device->taken, F_OK) ? 0 : EBUSY;
    case (uint32_t) USBDEVFS_RELEASEINTERFACE:
        return 0;
    case (uint32_t) USBDEVFS_SUBMITURB:
        return submit(device, argument);
    case (uint32_t) USBDEVFS_DISCARDURB:
        return discard(device, argument);
    default:
        return ENOTTY;
    }
}

int ioctl(int descriptor, unsigned long number, ...) {
    va_list rest;
    va_start(rest, number);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    if (_IOC_TYPE(number) != 'U' || descriptor < 0 || descriptor >= MOST_DESCRIPTORS || !opened[descriptor]) {
        int (*real)(int, unsigned long, ...) = dlsym(RTLD_NEXT, "ioctl");
        return real(descriptor, number, argument);
    }
    struct device *device = opened[descriptor];
    pthread_mutex_lock(&device->lock);
    int error = serve(device, descriptor, number, argument);
    pthread_mutex_unlock(&device->lock);
    errno = error;
    return error ? -1 : 0;
}

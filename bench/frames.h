/* What the load generator and the responders have in common: frames, checksums, packet sockets, rings. */
#ifndef UTSUSEMI_BENCH_FRAMES_H
#define UTSUSEMI_BENCH_FRAMES_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
  ETH = 14,
  IP = 20,
  TCP = 20,
  ARP_FRAME = 42,
  SYN_FRAME = ETH + IP + TCP + 4, /* with a maximum segment size */
  SLOT = 2048,
  SLOTS = 4096,
  BATCH = 64
};

static inline void die(const char *what) {
  perror(what);
  exit(1);
}

static inline uint32_t word(const uint8_t *at) { return (uint32_t)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3]; }
static inline uint16_t half(const uint8_t *at) { return (uint16_t)(at[0] << 8 | at[1]); }
static inline void put32(uint8_t *at, uint32_t v) { at[0] = v >> 24, at[1] = v >> 16, at[2] = v >> 8, at[3] = v; }
static inline void put16(uint8_t *at, uint16_t v) { at[0] = v >> 8, at[1] = (uint8_t)v; }

static inline uint32_t sum16(const uint8_t *at, int length, uint32_t sum) {
  for (int i = 0; i + 1 < length; i += 2) sum += half(at + i);
  return sum;
}

static inline uint16_t fold(uint32_t sum) {
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return (uint16_t)~sum;
}

/* RFC 791, RFC 9293: both checksums of a frame whose fields are filled in and whose checksums are zero. */
static inline void finish_tcp(uint8_t *frame, int length) {
  uint8_t *ip = frame + ETH, *tcp = ip + IP;
  int segment = length - ETH - IP;
  put16(ip + 10, fold(sum16(ip, IP, 0)));
  put16(tcp + 16, fold(sum16(tcp, segment, sum16(ip + 12, 8, 6 + segment))));
}

static inline uint64_t nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000ull + now.tv_nsec;
}

/* A packet socket on one interface that sees only what comes in. */
static inline int packet_socket(const char *interface, struct sockaddr_ll *address) {
  int fd = socket(AF_PACKET, SOCK_RAW, 0);
  if (fd < 0) die("socket");
  unsigned index = if_nametoindex(interface);
  if (!index) die(interface);
  struct packet_mreq all = {.mr_ifindex = (int)index, .mr_type = PACKET_MR_PROMISC};
  if (setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof all)) die("promiscuous");
  int one = 1;
  if (setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one)) die("PACKET_IGNORE_OUTGOING");
  *address = (struct sockaddr_ll){.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)index};
  return fd;
}

static inline void bind_socket(int fd, struct sockaddr_ll *address) {
  if (bind(fd, (struct sockaddr *)address, sizeof *address)) die("bind");
}

struct ring {
  int fd;
  uint8_t *slots;
  unsigned next;
};

/* TPACKET_V2; to be made before the socket is bound. */
static inline struct ring make_ring(int fd) {
  int version = TPACKET_V2;
  if (setsockopt(fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version)) die("PACKET_VERSION");
  struct tpacket_req request = {
      .tp_block_size = 1 << 16, .tp_block_nr = SLOTS * SLOT >> 16, .tp_frame_size = SLOT, .tp_frame_nr = SLOTS};
  if (setsockopt(fd, SOL_PACKET, PACKET_RX_RING, &request, sizeof request)) die("PACKET_RX_RING");
  uint8_t *slots = mmap(NULL, (size_t)SLOTS * SLOT, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
  if (slots == MAP_FAILED) die("mmap");
  return (struct ring){fd, slots, 0};
}

/* The next frame that has come, or NULL. It is the ring's again after ring_done. */
static inline uint8_t *ring_next(struct ring *ring, int *length) {
  struct tpacket2_hdr *slot = (struct tpacket2_hdr *)(ring->slots + (size_t)ring->next * SLOT);
  if (!(__atomic_load_n(&slot->tp_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER)) return NULL;
  *length = (int)slot->tp_snaplen;
  return (uint8_t *)slot + slot->tp_mac;
}

static inline void ring_done(struct ring *ring) {
  struct tpacket2_hdr *slot = (struct tpacket2_hdr *)(ring->slots + (size_t)ring->next * SLOT);
  __atomic_store_n(&slot->tp_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
  ring->next = (ring->next + 1) % SLOTS;
}

/* Frames that wait to be sent by one system call. */
struct batch {
  int fd;
  unsigned count;
  uint64_t lost;
  struct mmsghdr heads[BATCH];
  struct iovec parts[BATCH];
  uint8_t frames[BATCH][SLOT];
};

static inline void batch_init(struct batch *batch, int fd) {
  memset(batch, 0, sizeof *batch);
  batch->fd = fd;
  for (int i = 0; i < BATCH; i++) {
    batch->parts[i].iov_base = batch->frames[i];
    batch->heads[i].msg_hdr.msg_iov = &batch->parts[i];
    batch->heads[i].msg_hdr.msg_iovlen = 1;
  }
}

static inline void batch_flush(struct batch *batch) {
  unsigned sent = 0;
  while (sent < batch->count) {
    int n = sendmmsg(batch->fd, batch->heads + sent, batch->count - sent, 0);
    if (n < 0) {
      if (errno == EINTR) continue;
      if (errno != ENOBUFS && errno != EAGAIN) die("sendmmsg");
      batch->lost++;
      n = 1; /* the frame is lost, as a full queue loses it */
    }
    sent += (unsigned)n;
  }
  batch->count = 0;
}

/* Room for one more frame; batch_add makes it part of the batch. */
static inline uint8_t *batch_room(struct batch *batch) { return batch->frames[batch->count]; }

static inline void batch_add(struct batch *batch, int length) {
  batch->parts[batch->count++].iov_len = (size_t)length;
  if (batch->count == BATCH) batch_flush(batch);
}
#endif

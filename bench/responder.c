/*
 * The least that answers a SYN: who has an address is told, a SYN to it is answered by a SYN/ACK, and nothing is
 * remembered. What utsusemi's decoy is compared with.
 *
 *   responder recv|ring INTERFACE
 */
#include "frames.h"

static const uint8_t BROADCAST[6] = {255, 255, 255, 255, 255, 255};

static void put_mac(uint8_t *at, uint32_t ip) {
  at[0] = 2, at[1] = 0;
  put32(at + 2, ip);
}

/* Writes the answer to a frame; its length, or 0 when there is none. */
static int answer(const uint8_t *in, int length, uint8_t *out) {
  if (length >= ARP_FRAME && half(in + 12) == 0x0806 && half(in + 20) == 1 && !memcmp(in, BROADCAST, 6)) {
    memcpy(out, in + 6, 6);
    put_mac(out + 6, word(in + 38));
    memcpy(out + 12, in + 12, 8);
    put16(out + 20, 2);
    put_mac(out + 22, word(in + 38));
    memcpy(out + 28, in + 38, 4);
    memcpy(out + 32, in + 22, 10);
    memset(out + 42, 0, 18);
    return 60;
  }
  if (length < ETH + IP + TCP || half(in + 12) != 0x0800 || in[14] != 0x45 || in[23] != 6 || (in[47] & 0x17) != 2) {
    return 0;
  }
  const uint8_t *ip = in + ETH, *tcp = ip + IP;
  memcpy(out, in + 6, 6);
  memcpy(out + 6, in, 6);
  put16(out + 12, 0x0800);
  uint8_t *rip = out + ETH, *rtcp = rip + IP;
  static uint16_t id;
  put16(rip, 0x4500);
  put16(rip + 2, IP + TCP + 4);
  put16(rip + 4, id++);
  put16(rip + 6, 0);
  put16(rip + 8, 64 << 8 | 6);
  put16(rip + 10, 0);
  memcpy(rip + 12, ip + 16, 4);
  memcpy(rip + 16, ip + 12, 4);
  memcpy(rtcp, tcp + 2, 2);
  memcpy(rtcp + 2, tcp, 2);
  uint64_t mixed = (word(ip + 12) ^ (uint64_t)word(ip + 16) << 32 ^ (uint64_t)word(tcp) << 13) * 0x9e3779b97f4a7c15ull;
  put32(rtcp + 4, (uint32_t)(mixed >> 32));
  put32(rtcp + 8, word(tcp + 4) + 1);
  put16(rtcp + 12, 6 << 12 | 0x12);
  put16(rtcp + 14, 8192);
  put32(rtcp + 16, 0);
  put32(rtcp + 20, 0x020405b4);
  finish_tcp(out, SYN_FRAME);
  memset(out + SYN_FRAME, 0, 60 - SYN_FRAME);
  return 60;
}

static void one_by_one(int fd) {
  uint8_t in[SLOT], out[SLOT];
  for (;;) {
    ssize_t length = recv(fd, in, sizeof in, 0);
    if (length < 0) {
      if (errno == EINTR) continue;
      die("recv");
    }
    int answered = answer(in, (int)length, out);
    if (answered && send(fd, out, (size_t)answered, 0) < 0 && errno != ENOBUFS) die("send");
  }
}

static void by_ring(struct ring ring) {
  static struct batch batch;
  batch_init(&batch, ring.fd);
  for (;;) {
    int length;
    uint8_t *frame;
    while ((frame = ring_next(&ring, &length))) {
      int answered = answer(frame, length, batch_room(&batch));
      ring_done(&ring);
      if (answered) batch_add(&batch, answered);
    }
    batch_flush(&batch);
    struct pollfd wait = {ring.fd, POLLIN, 0};
    if (poll(&wait, 1, -1) < 0 && errno != EINTR) die("poll");
  }
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: responder recv|ring INTERFACE\n");
    return 2;
  }
  struct sockaddr_ll address;
  int fd = packet_socket(arguments[2], &address);
  if (!strcmp(arguments[1], "ring")) {
    struct ring ring = make_ring(fd);
    bind_socket(fd, &address);
    puts("ready");
    fflush(stdout);
    by_ring(ring);
  } else {
    int bytes = 8 << 20; /* as much as the other links have */
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes)) die("SO_RCVBUFFORCE");
    bind_socket(fd, &address);
    puts("ready");
    fflush(stdout);
    one_by_one(fd);
  }
  return 0;
}

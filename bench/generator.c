/*
 * Sends SYNs to many addresses and counts what comes back.
 *
 *   generator INTERFACE FIRST HOSTS PORT SOURCES flood|pace|ping AMOUNT PACE [MACS]
 *
 * FIRST     first of HOSTS addresses in a row; their MACs are asked for by ARP before anything else
 * MACS      file of the MACs that are known already; what is asked for is written there
 * SOURCES   one: one source address and 60,000 source ports; random: any source address and port
 * flood     AMOUNT SYNs as fast as it goes when it ends in 'n' (1000000n), else for AMOUNT milliseconds
 * pace      PACE SYNs a second, AMOUNT of them when it ends in 'n', else for AMOUNT milliseconds
 * ping      one at a time for AMOUNT milliseconds
 *
 * Prints one line of JSON. Its own MAC is none that the kernel has, so that the kernel heeds no answer.
 */
#include <linux/filter.h>

#include "frames.h"

enum { PORTS = 60000, FIRST_PORT = 2000, SAMPLES = 4000000 };

static const uint8_t OWN_MAC[6] = {2, 0x67, 0x65, 0x6e, 0, 1};
static uint32_t own_ip; /* beside the addresses that are asked */

static struct ring ring;
static struct batch batch;
static uint8_t (*macs)[6];
static uint8_t *known;
static uint32_t first;
static unsigned hosts, port, resolved, next_host, next_port;
static int random_sources, timed;
static uint64_t syns, synacks, resets, others, seed = 88172645463325252ull;
static uint64_t sent_at[PORTS];
static uint32_t *samples;
static unsigned sampled;

static uint64_t random64(void) {
  seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
  return seed;
}

static void take(const uint8_t *frame, int length) {
  if (length >= ARP_FRAME && half(frame + 12) == 0x0806) {
    uint32_t host = word(frame + 28) - first;
    if (half(frame + 20) == 2 && host < hosts && !known[host]) {
      memcpy(macs[host], frame + 22, 6);
      known[host] = 1;
      resolved++;
    }
    return;
  }
  if (length < ETH + IP + TCP || half(frame + 12) != 0x0800 || frame[23] != 6) {
    others++;
    return;
  }
  uint8_t flags = frame[47] & 0x3f;
  if (flags == 0x12) synacks++;
  else if (flags & 4) resets++;
  else others++;
  unsigned slot = half(frame + 36) - FIRST_PORT;
  if (slot < PORTS && sent_at[slot] && sampled < SAMPLES) {
    uint64_t took = nanos() - sent_at[slot];
    sent_at[slot] = 0;
    samples[sampled++] = took > UINT32_MAX ? UINT32_MAX : (uint32_t)took;
  }
}

static int drain(void) {
  int length, taken = 0;
  uint8_t *frame;
  while ((frame = ring_next(&ring, &length))) {
    take(frame, length);
    ring_done(&ring);
    taken++;
  }
  return taken;
}

static void ask(unsigned host) {
  uint8_t *out = batch_room(&batch);
  memset(out, 0, 60);
  memset(out, 255, 6);
  memcpy(out + 6, OWN_MAC, 6);
  put16(out + 12, 0x0806);
  put32(out + 14, 0x00010800);
  put32(out + 18, 0x06040001);
  memcpy(out + 22, OWN_MAC, 6);
  put32(out + 28, own_ip);
  put32(out + 38, first + host);
  batch_add(&batch, 60);
}

/* Asks three times, at a pace that no responder loses anything at. */
static void resolve(void) {
  for (int attempt = 0; attempt < 3 && resolved < hosts; attempt++) {
    for (unsigned host = 0; host < hosts; host++) {
      if (known[host]) continue;
      ask(host);
      if (host % 32 == 31) {
        batch_flush(&batch);
        uint64_t until = nanos() + 1000000;
        while (nanos() < until) drain();
      }
    }
    batch_flush(&batch);
    for (uint64_t until = nanos() + 300000000ull; nanos() < until && resolved < hosts;) drain();
  }
}

static void load_macs(const char *file) {
  FILE *in = fopen(file, "rb");
  if (!in) return;
  uint8_t entry[10];
  while (fread(entry, sizeof entry, 1, in) == 1) {
    uint32_t host = word(entry) - first;
    if (host < hosts && !known[host]) {
      memcpy(macs[host], entry + 4, 6);
      known[host] = 1;
      resolved++;
    }
  }
  fclose(in);
}

static void save_macs(const char *file) {
  FILE *out = fopen(file, "wb");
  if (!out) die(file);
  for (unsigned host = 0; host < hosts; host++) {
    uint8_t entry[10];
    put32(entry, first + host);
    memcpy(entry + 4, macs[host], 6);
    if (known[host] && fwrite(entry, sizeof entry, 1, out) != 1) die(file);
  }
  if (fclose(out)) die(file);
}

static void write_syn(uint8_t *out) {
  while (!known[next_host]) next_host = (next_host + 1) % hosts;
  unsigned host = next_host;
  next_host = (next_host + 1) % hosts;
  uint64_t draw = random64();
  uint32_t source = own_ip;
  unsigned slot = next_port;
  next_port = (next_port + 1) % PORTS;
  if (random_sources) {
    source = 0x0b000000 | ((uint32_t)(draw >> 32) & 0xffffff); /* 11.0.0.0/8 */
    slot = (unsigned)(random64() >> 20) % PORTS;
  }
  memcpy(out, macs[host], 6);
  memcpy(out + 6, OWN_MAC, 6);
  put16(out + 12, 0x0800);
  uint8_t *ip = out + ETH, *tcp = ip + IP;
  put16(ip, 0x4500);
  put16(ip + 2, SYN_FRAME - ETH);
  put32(ip + 4, (uint32_t)(draw & 0xffff) << 16);
  put16(ip + 8, 64 << 8 | 6);
  put16(ip + 10, 0);
  put32(ip + 12, source);
  put32(ip + 16, first + host);
  put16(tcp, (uint16_t)(FIRST_PORT + slot));
  put16(tcp + 2, (uint16_t)port);
  put32(tcp + 4, (uint32_t)draw);
  put32(tcp + 8, 0);
  put16(tcp + 12, 6 << 12 | 2);
  put16(tcp + 14, 1024);
  put32(tcp + 16, 0);
  put32(tcp + 20, 0x020405b4);
  finish_tcp(out, SYN_FRAME);
  syns++;
  if (timed) sent_at[slot] = nanos();
}

static void flood(uint64_t count, uint64_t until) {
  while (count ? syns < count : nanos() < until) {
    for (int i = 0; i < BATCH; i++) {
      write_syn(batch_room(&batch));
      batch_add(&batch, SYN_FRAME);
    }
    drain();
  }
}

static void send_one(void) {
  write_syn(batch_room(&batch));
  batch_add(&batch, SYN_FRAME);
  batch_flush(&batch);
}

static void pace(uint64_t count, uint64_t until, uint64_t per_second) {
  uint64_t due = nanos(), gap = 1000000000ull / per_second;
  for (uint64_t now = due; count ? syns < count : now < until; now = nanos()) {
    if (now >= due) {
      send_one();
      /* what a busy machine has missed is not made good by a burst */
      due = now - due > 1000000 ? now : due + gap;
    }
    drain();
  }
}

static void ping(uint64_t until) {
  while (nanos() < until) {
    unsigned before = sampled;
    uint64_t patience = nanos() + 100000000ull;
    send_one();
    while (sampled == before && nanos() < patience) drain();
  }
}

static int by_size(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static double micros(double share) { return sampled ? samples[(unsigned)((sampled - 1) * share)] / 1000.0 : -1; }

/* Only ARP replies and TCP, and of those no more than the headers: what counting costs, all responders bear alike. */
static void only_answers(int fd) {
  struct sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x0806, 3, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x0800, 0, 3),
      BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 23),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 6, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, 64),
      BPF_STMT(BPF_RET | BPF_K, 0),
  };
  struct sock_fprog program = {sizeof code / sizeof *code, code};
  if (setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program)) die("SO_ATTACH_FILTER");
}

int main(int count, char **arguments) {
  if (count < 9) {
    fprintf(stderr, "usage: generator INTERFACE FIRST HOSTS PORT one|random flood|pace|ping AMOUNT PACE [MACS]\n");
    return 2;
  }
  first = ntohl(inet_addr(arguments[2]));
  hosts = (unsigned)atoi(arguments[3]);
  port = (unsigned)atoi(arguments[4]);
  random_sources = !strcmp(arguments[5], "random");
  own_ip = ntohl(inet_addr("10.78.0.2"));
  macs = calloc(hosts, 6), known = calloc(hosts, 1), samples = calloc(SAMPLES, sizeof *samples);
  struct sockaddr_ll address;
  int fd = packet_socket(arguments[1], &address);
  only_answers(fd);
  ring = make_ring(fd);
  bind_socket(fd, &address);
  int out = packet_socket(arguments[1], &address);
  address.sll_protocol = 0; /* sends only */
  bind_socket(out, &address);
  batch_init(&batch, out);
  if (count > 9) load_macs(arguments[9]);
  unsigned loaded = resolved;
  if (resolved < hosts) resolve();
  if (count > 9 && resolved > loaded) save_macs(arguments[9]);
  if (!resolved) {
    fprintf(stderr, "generator: nobody answers ARP\n");
    return 1;
  }
  timed = strcmp(arguments[6], "flood");
  seed ^= (uint64_t)getpid() << 32 ^ nanos();
  synacks = resets = others = 0;
  next_port = (unsigned)(random64() >> 20) % PORTS; /* not where the last run has left connections half-open */
  char *end;
  uint64_t amount = strtoull(arguments[7], &end, 10), begin = nanos(), until = begin + amount * 1000000ull;
  if (!strcmp(arguments[6], "flood")) flood(*end == 'n' ? amount : 0, until);
  else if (!strcmp(arguments[6], "pace")) pace(*end == 'n' ? amount : 0, until, strtoull(arguments[8], NULL, 10));
  else ping(until);
  uint64_t counted = synacks + resets, took = nanos() - begin;
  uint64_t quiet = nanos() + 50000000ull;
  while (nanos() < quiet) drain();
  struct tpacket_stats statistics;
  socklen_t size = sizeof statistics;
  if (getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, &statistics, &size)) die("PACKET_STATISTICS");
  qsort(samples, sampled, sizeof *samples, by_size);
  printf("{\"hosts\": %u, \"resolved\": %u, \"asked\": %u, \"sent\": %lu, \"seconds\": %.4f, \"in_time\": %lu, \"syn_acks\": %lu, "
         "\"resets\": %lu, \"others\": %lu, \"uncounted\": %u, \"p50_us\": %.1f, \"p99_us\": %.1f}\n",
         hosts, resolved, resolved - loaded, syns, took / 1e9, counted, synacks, resets, others, statistics.tp_drops, micros(0.5),
         micros(0.99));
  return 0;
}

/* A real device: a Modbus/TCP server by libmodbus. Run in the device's namespace:
 * modbus_libmodbus SIGNATURE, 16 hexadecimal digits, which holding registers 0-3 hold; 10-199 can be written. */
#include <errno.h>
#include <modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

enum { PORT = 502, BACKLOG = 16, REGISTERS = 200, COILS = 64 };

static int fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, modbus_strerror(errno));
  return EXIT_FAILURE;
}

static int sign(modbus_mapping_t *map, const char *hex) {
  for (int i = 0; i < 4; i++) {
    unsigned word;
    if (sscanf(hex + 4 * i, "%4x", &word) != 1) return -1;
    map->tab_registers[i] = (uint16_t)word;
    map->tab_input_registers[i] = (uint16_t)word;
  }
  return 0;
}

/* Answers one request; a client that has gone or sends nonsense loses its connection, as on most devices. */
static int answer(modbus_t *ctx, modbus_mapping_t *map, int client) {
  uint8_t request[MODBUS_TCP_MAX_ADU_LENGTH];
  modbus_set_socket(ctx, client);
  int length = modbus_receive(ctx, request);
  if (length > 0) return modbus_reply(ctx, request, length, map) >= 0 || errno >= MODBUS_ENOBASE;
  return length == 0;
}

int main(int argc, char **argv) {
  if (argc != 2 || strlen(argv[1]) != 16) {
    fprintf(stderr, "usage: %s SIGNATURE\n", argv[0]);
    return EXIT_FAILURE;
  }
  modbus_t *ctx = modbus_new_tcp("0.0.0.0", PORT);
  modbus_mapping_t *map = modbus_mapping_new(COILS, COILS, REGISTERS, REGISTERS);
  if (ctx == NULL || map == NULL) return fail("cannot make the server");
  if (sign(map, argv[1]) < 0) {
    fprintf(stderr, "the signature is not hexadecimal: %s\n", argv[1]);
    return EXIT_FAILURE;
  }
  int server = modbus_tcp_listen(ctx, BACKLOG);
  if (server < 0) return fail("cannot listen on port 502");

  fd_set open_sockets;
  FD_ZERO(&open_sockets);
  FD_SET(server, &open_sockets);
  int highest = server;
  for (;;) {
    fd_set ready = open_sockets;
    if (select(highest + 1, &ready, NULL, NULL, NULL) < 0) {
      if (errno == EINTR) continue;
      return fail("select");
    }
    for (int fd = 0; fd <= highest; fd++) {
      if (!FD_ISSET(fd, &ready)) continue;
      if (fd == server) {
        int listening = server; /* modbus_tcp_accept overwrites its argument when it fails */
        int client = modbus_tcp_accept(ctx, &listening);
        if (client < 0) continue;
        if (client >= FD_SETSIZE) {
          close(client);
          continue;
        }
        FD_SET(client, &open_sockets);
        if (client > highest) highest = client;
      } else if (!answer(ctx, map, fd)) {
        close(fd);
        FD_CLR(fd, &open_sockets);
      }
    }
  }
}

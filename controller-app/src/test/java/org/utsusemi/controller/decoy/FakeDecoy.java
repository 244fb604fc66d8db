package org.utsusemi.controller.decoy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A decoy plane that behaves as the name of its interface says. Needs nothing on its class path but
 * itself.
 */
public final class FakeDecoy {
  static final String GOOD = "good";
  static final String SILENT = "silent";
  static final String MUTE = "mute";
  static final String GARBAGE = "garbage";
  static final String HOSTILE_TOUCH = "hostile-touch";
  static final String CLOSES = "closes";

  /** Does not even notice that the controller is gone. */
  static final String DEAF = "deaf";

  private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");

  private FakeDecoy() {}

  /** Called as the real one: {@code decoy --interface IF --control SOCKET}. */
  public static void main(String[] args) throws Exception {
    String behaviour = args[2];
    System.err.println("a fake decoy plane that is " + behaviour);
    if (behaviour.equals(MUTE)) {
      TimeUnit.DAYS.sleep(1);
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(args[4]))) {
      String version = rights() + " " + new TreeSet<>(System.getenv().keySet());
      send(
          channel,
          "{\"message\":\"hello\",\"version\":\"" + version + "\",\"networkInterface\":\"x\"}");
      if (behaviour.equals(DEAF)) {
        TimeUnit.DAYS.sleep(1);
      }
      BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Matcher world = VERSION.matcher(line);
        answer(channel, behaviour, world.find() ? world.group(1) : "-1");
      }
    }
  }

  private static void answer(SocketChannel channel, String behaviour, String version)
      throws Exception {
    switch (behaviour) {
      case SILENT -> TimeUnit.DAYS.sleep(1);
      case GARBAGE -> send(channel, "{\"message\":\"rm -rf\"}");
      case HOSTILE_TOUCH -> send(channel, "{\"message\":\"touches\",\"touches\":[{}]}");
      case CLOSES -> channel.close();
      default -> status(channel, version);
    }
  }

  private static void status(SocketChannel channel, String version) throws IOException {
    send(
        channel,
        "{\"message\":\"touches\",\"touches\":[{\"at\":\"2026-11-23T10:00:00Z\",\"mark\":3019,"
            + "\"sourceMac\":\"02:00:00:00:00:99\",\"targetMac\":\"00:30:de:40:59:b7\","
            + "\"target\":\"plc\",\"kind\":\"ARP\",\"protocol\":\"arp\",\"sourcePort\":0,"
            + "\"targetPort\":0,\"stateViolation\":false,\"summary\":\"who has\","
            + "\"payload\":\"AQID\",\"count\":1}]}");
    send(
        channel,
        "{\"message\":\"status\",\"worldVersion\":"
            + version
            + ",\"framesIn\":7,\"framesOut\":6,\"framesMalformed\":0,\"framesLost\":0,\"noise\":0,"
            + "\"touchesDropped\":0,\"connections\":0,\"activeClones\":0}");
  }

  private static void send(SocketChannel channel, String line) throws IOException {
    channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** User, effective capabilities and whether new ones are barred. */
  private static String rights() throws IOException {
    String status = Files.readString(Path.of("/proc/self/status"));
    return field(status, "Uid") + "/" + field(status, "CapEff") + "/" + field(status, "NoNewPrivs");
  }

  private static String field(String status, String name) {
    Matcher matcher = Pattern.compile("(?m)^" + name + ":\\s+(\\S+)").matcher(status);
    return matcher.find() ? matcher.group(1) : "?";
  }
}

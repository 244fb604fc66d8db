package org.utsusemi.decoy.ics.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
  private static final String READ = "0001 0000 0006 01 03 006b 0003";
  private static final String ANSWER = "000100000009" + "01" + "0306022b00000064";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 7, 11, 12, 13, 24, 1000})
  void requestsArriveInPiecesOfAnySize(int size) {
    byte[] stream = HexFormat.of().parseHex((READ + READ + READ).replace(" ", ""));
    TestDevice.Client client = new TestDevice().connect();
    for (int from = 0; from < stream.length; from += size) {
      client.sendBytes(Arrays.copyOfRange(stream, from, Math.min(from + size, stream.length)));
    }
    assertThat(client.take()).isEqualTo(ANSWER + ANSWER + ANSWER);
    assertThat(client.touches).hasSize(3);
    assertThat(client.closed).isFalse();
  }

  @Test
  void anotherProtocolIdIsPassedOverAndTold() {
    TestDevice.Client client = new TestDevice().connect();
    client.send("0001 0001 0006 01 03 006b 0003" + READ);
    assertThat(client.take()).isEqualTo(ANSWER);
    assertThat(client.touches.get(0)).isEqualTo("protocol id 1, not Modbus: passed over");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000", "0001", "00ff", "ffff"})
  void aLengthThatNoRequestHasEndsTheConnection(String length) {
    TestDevice.Client client = new TestDevice().connect();
    client.send(READ + "0001 0000" + length + "01 03 006b 0003");
    assertThat(client.take()).isEqualTo(ANSWER);
    assertThat(client.closed).isTrue();
    client.send(READ);
    assertThat(client.take()).isEmpty();
    assertThat(client.touches).hasSize(2);
  }

  @Test
  void theLongestRequestIsTaken() {
    TestDevice.Client client = new TestDevice().connect();
    String data = "90".repeat(246);
    assertThat(client.ask("10 1000 007b f6" + data)).isEqualTo("101000007b");
    assertThat(client.ask("03 1000 007b")).isEqualTo("03f6" + data);
  }

  @Test
  void aPartThatIsNeverCompletedIsTold() {
    TestDevice.Client client = new TestDevice().connect();
    client.send("0001 0000 0006 01 03");
    client.hangUp();
    assertThat(client.take()).isEmpty();
    assertThat(client.touches).containsExactly("part of a request, 8 bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingThatArrivesThrows(long seed) {
    Random random = new Random(seed);
    TestDevice device = new TestDevice();
    for (int i = 0; i < 2000; i++) {
      TestDevice.Client client = device.connect();
      byte[] garbage = new byte[random.nextInt(300)];
      random.nextBytes(garbage);
      if (garbage.length > 8 && random.nextInt(4) > 0) {
        // a header that is right, so that the rest is looked at
        int length = Math.min(garbage.length - 6, 254);
        byte[] header = {0, 1, 0, 0, 0, (byte) length, 1, (byte) random.nextInt(48)};
        System.arraycopy(header, 0, garbage, 0, header.length);
      }
      client.sendBytes(garbage);
      client.hangUp();
      client.sendBytes(garbage);
      client.touches.forEach(line -> assertThat(line).matches("[ -~]{1,200}"));
    }
  }

  /** What Modbus Stager does: ask how much room there is, write, and read it all back. */
  @Test
  void aStagersPayloadIsKeptByteForByte() {
    TestDevice device = new TestDevice();
    byte[] payload = new byte[3 * 246 + 100];
    new Random(1).nextBytes(payload);
    assertThat(device.connect().ask("03 4000 0001")).isEqualTo("03020000");
    for (int from = 0, address = 0x2000; from < payload.length; from += 246, address += 123) {
      String part = HexFormat.of().formatHex(payload, from, Math.min(from + 246, payload.length));
      int bytes = part.length() / 2;
      String head = String.format("10 %04x %04x %02x", address, bytes / 2, bytes);
      assertThat(device.connect().ask(head + part)).startsWith("10");
    }
    StringBuilder back = new StringBuilder();
    for (int read = 0; read < payload.length / 2; read += 100) {
      int words = Math.min(100, payload.length / 2 - read);
      back.append(
          device.connect().ask(String.format("03 %04x %04x", 0x2000 + read, words)).substring(4));
    }
    assertThat(back.toString()).isEqualTo(HexFormat.of().formatHex(payload));
  }

  private static TestDevice device(Garbage garbage, FixedAnswer... fixed) {
    ModbusProfile p = TestDevice.profile();
    return new TestDevice(
        new ModbusProfile(
            p.units(),
            p.unknownUnit(),
            p.functions(),
            p.unknownFunction(),
            p.readOnly(),
            p.identity(),
            p.serverId(),
            p.lowWordFirst(),
            p.limits(),
            p.tables(),
            List.of(fixed),
            garbage));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001 0000 ffff 01", "4745 5420 2f20 48"})
  void whatIsNotModbusCanBeForgotten(String garbage) {
    TestDevice.Client client = device(Garbage.IGNORE).connect();
    client.send(garbage);
    assertThat(client.closed).isFalse();
    client.send(READ);
    assertThat(client.take()).isEqualTo(ANSWER);
  }

  @Test
  void aFixedAnswerComesBeforeAllElse() {
    HexFormat hex = HexFormat.of();
    FixedAnswer diagnostics =
        new FixedAnswer(
            OptionalInt.empty(), hex.parseHex("0800001234"), Optional.of(hex.parseHex("8804")));
    FixedAnswer silent =
        new FixedAnswer(OptionalInt.of(9), hex.parseHex("03006b0003"), Optional.empty());
    TestDevice.Client client = device(Garbage.CLOSE, diagnostics, silent).connect();
    assertThat(client.ask("08 0000 1234")).isEqualTo("8804");
    client.send("0001 0000 0006 09 03 006b 0003");
    assertThat(client.take()).isEmpty();
    client.send(READ);
    assertThat(client.take()).isEqualTo(ANSWER);
  }
}

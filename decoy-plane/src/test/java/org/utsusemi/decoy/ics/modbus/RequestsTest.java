package org.utsusemi.decoy.ics.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.utsusemi.topology.address.NumberRange;

class RequestsTest {
  static List<String> vectors() throws IOException {
    try (InputStream in = RequestsTest.class.getResourceAsStream("requests.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.contains("->") && !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void eachRequestGetsItsResponse(String vector) {
    String[] sides = vector.split("->");
    assertThat(new TestDevice().connect().ask(sides[0])).isEqualTo(sides[1].replace(" ", ""));
  }

  @Test
  void aResponseBearsTheTransactionAndTheUnitOfItsRequest() {
    TestDevice.Client client = new TestDevice().connect();
    client.send("abcd 0000 0006 01 03 006b 0001");
    assertThat(client.take()).isEqualTo("abcd00000005" + "01" + "0302022b");
    client.send("abcd 0000 0002 01 07");
    assertThat(client.take()).isEqualTo("abcd00000003" + "01" + "8701");
  }

  @Test
  void whatWasWrittenIsReadBackInTheNextConnectionOfTheSameIntruder() {
    TestDevice device = new TestDevice();
    assertThat(device.connect().ask("10 00c8 0002 04 7fa12345")).isEqualTo("1000c80002");
    assertThat(device.connect().ask("03 00c8 0002")).isEqualTo("03047fa12345");
    assertThat(device.connect(TestDevice.peer(3002, "02:00:00:00:00:66")).ask("03 00c8 0002"))
        .isEqualTo("03043fc00000");
    device.connect().ask("0f 0013 000a 02 cd01");
    assertThat(device.connect().ask("01 0013 000a")).isEqualTo("0102cd01");
  }

  @Test
  void oneRegisterOfALongValueKeepsTheOther() {
    TestDevice.Client client = new TestDevice().connect();
    client.ask("06 00c9 beef");
    assertThat(client.ask("03 00c8 0002")).isEqualTo("03043fc0beef");
  }

  @Test
  void aMaskChangesTheBitsThatItNames() {
    TestDevice.Client client = new TestDevice().connect();
    client.ask("16 0004 00f2 0025");
    // the specification's example: 12 becomes 17
    assertThat(client.ask("03 0004 0001")).isEqualTo("03020017");
  }

  @Test
  void aRefusedWriteChangesNothing() {
    TestDevice.Client client = new TestDevice().connect();
    assertThat(client.ask("10 0002 0009 12 000100010001000100010001000100010001"))
        .isEqualTo("9002");
    assertThat(client.ask("03 0002 0001")).isEqualTo("03020000");
  }

  @Test
  void anUnknownUnitIsRefusedAsTheProfileSays() {
    TestDevice.Client client = new TestDevice().connect();
    client.send("0001 0000 0006 02 03 006b 0001");
    assertThat(client.take()).isEqualTo("00010000000302" + "830b");
    TestDevice.Client silent = new TestDevice(with(new Refusal.Silence())).connect();
    silent.send("0001 0000 0006 02 03 006b 0001");
    assertThat(silent.take()).isEmpty();
    assertThat(silent.touches).containsExactly("FC 3 read holding 107 unit 2: silent");
  }

  @Test
  void functionsAndLimitsAreTheProfiles() {
    ModbusProfile all = TestDevice.profile();
    TestDevice.Client client =
        new TestDevice(
                new ModbusProfile(
                    all.units(),
                    all.unknownUnit(),
                    Set.of(3),
                    new Refusal.Exception(4),
                    all.readOnly(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    new Limits(2, 1, 1, 1, List.of(new NumberRange(0, 50_000))),
                    all.tables()))
            .connect();
    assertThat(client.ask("04 0008 0001")).isEqualTo("8404");
    assertThat(client.ask("03 0000 0003")).isEqualTo("8303");
    assertThat(client.ask("03 0000 0001")).as("exists, not mapped").isEqualTo("03020000");
    assertThat(client.ask("03 00c8 0002")).as("low word first").isEqualTo("030400003fc0");
    assertThat(client.ask("2b 0e 01 00")).isEqualTo("ab04");
    assertThat(client.ask("11")).isEqualTo("9104");
  }

  @Test
  void eachRequestIsToldInOneLineWithItsBytes() {
    TestDevice.Client client = new TestDevice().connect();
    client.send("0001 0000 0006 01 03 006b 0003");
    client.ask("06 0001 0003");
    client.ask("10 00c8 0002 04 7fa12345");
    client.ask("10 00c8 0002 04 7fa12346");
    client.ask("63 01");
    assertThat(client.touches.get(0)).isEqualTo("FC 3 read holding 107-109 unit 1");
    assertThat(client.payloads.get(0)).hasSize(12).startsWith(0, 1, 0, 0, 0, 6, 1, 3);
    assertThat(client.touches.get(1)).isEqualTo("FC 6 write holding 1 = 3 unit 1");
    assertThat(client.touches.get(2))
        .startsWith("FC 16 write holding 200-201, 4 bytes, crc32 ")
        .isNotEqualTo(client.touches.get(3));
    assertThat(client.touches.get(4)).startsWith("FC 99 unknown").endsWith("unit 1: exception 1");
  }

  private static ModbusProfile with(Refusal unknownUnit) {
    ModbusProfile all = TestDevice.profile();
    return new ModbusProfile(
        all.units(),
        unknownUnit,
        all.functions(),
        all.unknownFunction(),
        all.readOnly(),
        all.identity(),
        all.serverId(),
        all.lowWordFirst(),
        all.limits(),
        all.tables());
  }
}

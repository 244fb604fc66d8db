package org.utsusemi.controller.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.sitefile.SiteFile;

/** A small plant on three switches in a row, the decoy port in the middle. */
public final class PlantUnderTest {
  public static final String YAML =
      """
      site: three-in-a-row
      networks:
        control: { subnet: 10.0.0.0/24 }
      switches:
        s1: { dpid: "0000000000000001" }
        s2: { dpid: "0000000000000002", decoy_port: 20 }
        s3: { dpid: "0000000000000003" }
      links:
        - [ s1:24, s2:23 ]
        - [ s2:24, s3:24 ]
      devices:
        hmi:   { ip: 10.0.0.1, mac: "02:00:00:00:00:01", port: s1:1, role: hmi }
        eng:   { ip: 10.0.0.2, mac: "02:00:00:00:00:02", port: s1:2, role: engineering }
        plc:   { ip: 10.0.0.3, mac: "02:00:00:00:00:03", port: s3:1, role: plc }
        valve: { ip: 10.0.0.4, mac: "02:00:00:00:00:04", port: s3:2, role: valve }
        meter: { ip: 10.0.0.5, mac: "02:00:00:00:00:05", port: s2:1, role: meter }
        sis:   { ip: 10.0.0.6, mac: "02:00:00:00:00:06", port: s2:2, role: safety, safety: true }
      services:
        goose: { ethertype: 0x88b8, group: "01:0c:cd:01:00:01" }
      conduits:
        supervise: { from: hmi, to: [plc, meter], service: modbus }
        drive:     { from: plc, to: valve, service: modbus }
        look:      { from: eng, to: plc, service: [ping, snmp] }
        program:   { from: eng, to: plc, service: s7 }
        trip:      { from: sis, to: [valve, plc], service: goose, safety: true }
      plant_states:
        production:  { conduits: [supervise, drive, look], initial: true }
        maintenance: { conduits: [look, program] }
        emergency:   { conduits: [drive] }
      decoy_plane: { interface: decoy0 }
      """;

  private PlantUnderTest() {}

  public static Site site() {
    return site(YAML);
  }

  public static Site site(String yaml) {
    try {
      Path file = Files.createTempFile("plant", ".yaml");
      try {
        Files.writeString(file, yaml);
        SiteFile.Result result = SiteFile.read(file);
        assertThat(result.problems()).isEmpty();
        return result.site().orElseThrow();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Device device(Site site, String name) {
    return site.devices().get(name);
  }
}

package org.utsusemi.topology.plane;

import java.util.List;
import java.util.Map;
import org.utsusemi.topology.mark.MarkBlock;
import org.utsusemi.topology.model.OutOfState;

/**
 * Down: all that a decoy plane knows of the site. Each one replaces the one before. A conduit that
 * was not permitted and now is, ends the decoy's sessions of that pair at once.
 *
 * @param version rises with each
 * @param addressBookKey 32 bytes; without it nobody can tell where clones stand
 * @param personas text of each persona file, by its name
 */
public record WorldView(
    long version,
    String site,
    String plantState,
    OutOfState outOfState,
    List<RealDevice> devices,
    List<PlaneConduit> conduits,
    List<MarkBlock> marks,
    List<CloneNetwork> cloneNetworks,
    byte[] addressBookKey,
    Map<String, String> personas)
    implements PlaneMessage {
  public WorldView {
    devices = List.copyOf(devices);
    conduits = List.copyOf(conduits);
    marks = List.copyOf(marks);
    cloneNetworks = List.copyOf(cloneNetworks);
    personas = Map.copyOf(personas);
  }
}

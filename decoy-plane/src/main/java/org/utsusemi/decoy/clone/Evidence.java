package org.utsusemi.decoy.clone;

import java.util.List;
import org.utsusemi.decoy.capture.Observed;
import org.utsusemi.decoy.nmap.ScannedHost;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * All that is known of the device that is to be cloned.
 *
 * @param address under which it was scanned and captured
 * @param scans one per scan that saw it, in the order given
 * @param seen what captures show; without connections when there is no capture
 */
record Evidence(Ipv4Address address, List<ScannedHost> scans, Observed seen) {
  Evidence {
    scans = List.copyOf(scans);
  }
}

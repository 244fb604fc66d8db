package org.utsusemi.decoy.host;

import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** Everybody as whom the stack may answer, and how. */
public interface Directory {
  /** Protocol of an ICMP echo request, for {@link #judge}. */
  String ECHO_REQUEST = "icmp";

  /** Protocol of an ICMP echo reply, for {@link #judge}: it belongs to whom it answers. */
  String ECHO_REPLY = "icmp-reply";

  /** The mark of a frame without a tag, and of one that is only priority-tagged. */
  int UNMARKED = 0;

  /**
   * Changes whenever an answer of this directory may have changed. Until then an address that is no
   * real device's has the same host for everybody but itself, and every verdict on that host is
   * {@link Verdict#ANSWER}. Quick, and safe from any thread.
   */
  long generation();

  /**
   * Who answers at an address. Empty for an address that is unused, reserved, or the asker's own.
   *
   * @param asker who asks; a real device that asks from its own access port for its own address
   *     must hear nothing, or it would think its address taken
   */
  Optional<Host> hostAt(Ipv4Address address, Peer asker);

  /**
   * Whether a VLAN id is the mark of an access port; none is before there is anybody. {@link
   * #UNMARKED} is one only where no switch marks frames: for a decoy plane by itself.
   */
  boolean isMark(int id);

  /**
   * Somebody uses an address as its own, as its ARP shows. A clone on that address yields: from
   * then on nobody answers there, until the program ends.
   *
   * @param user whose {@code ip} is the address, and whose {@code mac} claims it
   * @param announced whether it told everybody (RFC 5227 §1.1: an ARP announcement), and did not
   *     merely ask from there
   * @return the clone that has yielded just now; empty: none did
   */
  Optional<Host> yields(Peer user, boolean announced);

  /** Whether a clone stood at an address and has yielded it. Quick. */
  boolean hasYielded(Ipv4Address address);

  /** Whether an address belongs to a real device. */
  boolean isReal(Ipv4Address address);

  /**
   * The verdict on a conversation with a host, in either direction: frames of the serving side of a
   * conduit that is out of state are judged as those of its opening side.
   *
   * @param protocol {@code tcp}, {@code udp}, {@link #ECHO_REQUEST} or {@link #ECHO_REPLY}
   * @param targetPort destination port of the frame at hand; 0 for ICMP
   * @param opens whether only the opening side of a TCP conversation sends such a segment; from the
   *     service port of the serving side it belongs to no conduit
   */
  Verdict judge(Peer source, Host target, String protocol, int targetPort, boolean opens);

  /**
   * Whether an asker is a device that some plant state links with another: its ARP for that one's
   * address is then no more than the beginning of a conversation that is out of state.
   */
  boolean isLinked(Peer asker, Ipv4Address other);

  /**
   * Whether a frame's sender is a device that has a layer-2 conversation in some plant state.
   *
   * @param mark of the frame
   * @param protocol such as {@code 0x88b8}
   */
  boolean isLinked(int mark, MacAddress sender, String protocol);
}

package org.utsusemi.decoy.host;

/**
 * How a host tells that a datagram could not be delivered (ICMP destination unreachable).
 *
 * @param ip its IP header
 * @param quoted how many bytes of the datagram it quotes at most, its IP header included
 * @param pads whether it is as long when the datagram is shorter
 * @param unused the 16 bits behind the checksum and two zeros, 0–65535
 * @param length of the datagram as quoted
 * @param identification of the datagram as quoted
 * @param checksum of the quoted IP header
 * @param datagramChecksum of the quoted UDP header: -1 as it came, else 0–65535
 * @param garbles whether the quoted payload is not what came
 */
public record Refusal(
    IpFields ip,
    int quoted,
    boolean pads,
    int unused,
    Field length,
    Field identification,
    Checksum checksum,
    int datagramChecksum,
    boolean garbles) {
  /** What is quoted of a field of 16 bits: changed, with its octets swapped, or another value. */
  public record Field(int plus, boolean swapped, int instead) {
    /** As it came. */
    public static final Field AS_IT_CAME = new Field(0, false, -1);

    /** What becomes of a value, 0–65535. */
    public int of(int value) {
      if (instead >= 0) {
        return instead;
      }
      int sum = value + plus & 0xffff;
      return swapped ? sum >>> 8 | (sum & 0xff) << 8 : sum;
    }
  }

  /** What the checksum of a quoted header is. */
  public enum Checksum {
    RIGHT,
    ZERO,
    WRONG
  }
}

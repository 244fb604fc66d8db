package org.utsusemi.decoy.host;

/** A service on a byte stream. One instance serves all connections of one host. */
public interface StreamService {
  /** Name of the protocol as touches tell it: {@code modbus}, or {@code tcp} for a mute port. */
  String protocol();

  /** A connection has been established. */
  Session open(Peer peer, Output out);

  /** One connection's state. Called by one thread at a time. */
  interface Session {
    /** Bytes in order, in parts of any size; answers go to the {@link Output}. Never throws. */
    void receive(byte[] bytes);

    /** The peer has closed its half, or the connection is gone; no answer is possible any more. */
    void closed();
  }

  /** Where a session's answers go. */
  interface Output {
    /** Queues bytes; beyond the connection's buffer the connection is reset. */
    void send(byte[] bytes);

    /** Closes after what is queued. */
    void close();

    /** Resets at once. */
    void reset();

    /**
     * Tells of a request that was understood.
     *
     * @param summary one line for people
     * @param payload the request as it came
     */
    void touched(String summary, byte[] payload);
  }
}

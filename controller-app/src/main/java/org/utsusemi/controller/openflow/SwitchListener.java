package org.utsusemi.controller.openflow;

/** Told of switches that come and go, on the session's thread: must not block. */
public interface SwitchListener {
  /** Handshake done, ports known. */
  void connected(SwitchChannel channel);

  /** A port came, went or changed; {@link SwitchChannel#ports} is up to date. */
  void portsChanged(SwitchChannel channel);

  /** Not called for a channel that was never connected. */
  void disconnected(SwitchChannel channel, String reason);

  /** Something that is worth an operator's eye, although the session goes on. */
  void complaint(String switchName, String message);
}

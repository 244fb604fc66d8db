package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.projectfloodlight.openflow.protocol.OFMessage;

/** What goes out to one switch: message numbers, and a bound on what waits to be read by it. */
final class Outbox {
  private static final long XID_END = 1L << 32;
  private static final int CHUNK = 16 * 1024;

  private final Channel channel;
  private long nextXid = 1;
  private ByteBuf chunk;

  Outbox(Channel channel) {
    this.channel = channel;
  }

  /** So many successive message numbers, never zero and within 32 bits; returns the first. */
  long reserve(int count) {
    if (nextXid + count > XID_END) {
      nextXid = 1;
    }
    long first = nextXid;
    nextXid += count;
    return first;
  }

  /** Whether more should be written now; if not, the session is told when it may go on. */
  boolean hasRoom() {
    return channel.isWritable();
  }

  /** Lays a message into the outbox; {@link #flush} sends. */
  void add(OFMessage message) {
    if (chunk == null) {
      chunk = channel.alloc().buffer(CHUNK);
    }
    int start = chunk.writerIndex();
    try {
      message.writeTo(chunk);
    } catch (RuntimeException e) {
      chunk.writerIndex(start);
      throw e;
    }
    if (chunk.readableBytes() >= CHUNK - 1024) {
      write();
    }
  }

  void add(ByteBuf message) {
    write();
    channel.write(message);
  }

  void flush() {
    write();
    channel.flush();
  }

  private void write() {
    if (chunk != null) {
      ByteBuf full = chunk;
      chunk = null; // first: writing may call back, and come here again
      channel.write(full);
    }
  }

  /** For a session that is over before everything was sent. */
  void discard() {
    if (chunk != null) {
      chunk.release();
      chunk = null;
    }
  }
}

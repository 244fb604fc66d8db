package org.utsusemi.decoy.stack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * All connections, by mark. When there is no room, a mark's own least recently used connection
 * gives way; only a mark that has next to none takes from the one that has most.
 */
final class ConnectionTable {
  private static final int GUARANTEED_SHARE = 32;

  /** What one mark has. */
  private static final class Share {
    final Map<TcpKey, TcpConnection> connections = new LinkedHashMap<>(16, 0.75f, true);
    final ByteBudget budget;
    int halfOpen;

    Share(ByteBudget budget) {
      this.budget = budget;
    }

    /** Least recently used. */
    TcpConnection oldest() {
      return connections.values().iterator().next();
    }
  }

  private final Limits limits;
  private final Counters counters;
  private final ByteBudget budget;
  private final Map<Integer, Share> shares = new HashMap<>();
  private final ConnectionFilter filter = new ConnectionFilter();

  /** Established connections of ports that serve only so many, by host and port. */
  private final Map<Long, Integer> sessions = new HashMap<>();

  private int connections;
  private int halfOpen;

  /** Who floods is asked for again and again. */
  private int lastMark = -1;

  private Share lastShare;

  ConnectionTable(Limits limits, Counters counters) {
    this.limits = limits;
    this.counters = counters;
    this.budget = new ByteBudget(limits.bufferBytes());
  }

  Optional<TcpConnection> find(int mark, TcpKey key) {
    Share share = shares.get(mark);
    return share == null ? Optional.empty() : Optional.ofNullable(share.connections.get(key));
  }

  /** Whether a mark's peer may have a connection; the words are those of {@link TcpKey}. */
  boolean mayHave(int mark, long addresses, long ports) {
    return filter.mayHave(mark, addresses, ports);
  }

  /** What the buffers of a mark's connections may take. */
  ByteBudget budgetOf(int mark) {
    return shareOf(mark).budget;
  }

  /** What the buffers of all connections take. */
  int bufferBytes() {
    return budget.taken();
  }

  /** Whether a half-open connection fits without anything giving way. */
  boolean hasRoomForHalfOpen(int mark) {
    Share share = shareOf(mark);
    return halfOpen < limits.halfOpen()
        && share.halfOpen < limits.halfOpenPerMark()
        && connections < limits.connections()
        && share.connections.size() < limits.connectionsPerMark();
  }

  /** Whether a conversation's port serves so few peers that it may serve one more. */
  boolean hasRoomForSession(Conversation conversation) {
    OptionalInt most = conversation.manners().sessions();
    return most.isEmpty() || sessions.getOrDefault(portOf(conversation), 0) < most.getAsInt();
  }

  /** Adds a half-open connection; another one gives way when there is no room. */
  void add(TcpConnection connection) {
    Share share = shareOf(connection.conversation().peer().mark());
    if (share.connections.size() >= limits.connectionsPerMark()) {
      evictFrom(share);
    } else if (connections >= limits.connections()) {
      int guaranteed = Math.max(1, limits.connectionsPerMark() / GUARANTEED_SHARE);
      evictFrom(share.connections.size() >= guaranteed ? share : largest());
    }
    share.connections.put(connection.conversation().key(), connection);
    filter.add(connection.conversation().peer().mark(), connection.conversation().key());
    share.halfOpen++;
    halfOpen++;
    connections++;
    publish();
  }

  /** A connection of this table is half-open no more. */
  void established(TcpConnection connection) {
    shareOf(connection.conversation().peer().mark()).halfOpen--;
    halfOpen--;
    if (connection.conversation().manners().sessions().isPresent()) {
      sessions.merge(portOf(connection.conversation()), 1, Integer::sum);
    }
    publish();
  }

  void remove(TcpConnection connection) {
    Share share = shareOf(connection.conversation().peer().mark());
    share.connections.remove(connection.conversation().key());
    filter.remove(connection.conversation().peer().mark(), connection.conversation().key());
    connections--;
    if (connection.isHalfOpen()) {
      share.halfOpen--;
      halfOpen--;
    } else if (connection.conversation().manners().sessions().isPresent()) {
      sessions.computeIfPresent(
          portOf(connection.conversation()), (port, count) -> count > 1 ? count - 1 : null);
    }
    publish();
  }

  /** Those that satisfy a condition; they may be removed while the answer is walked. */
  List<TcpConnection> all(Predicate<TcpConnection> condition) {
    List<TcpConnection> found = new ArrayList<>();
    for (Share share : shares.values()) {
      collect(share.connections.values(), condition, found);
    }
    return found;
  }

  private static void collect(
      Collection<TcpConnection> from,
      Predicate<TcpConnection> condition,
      List<TcpConnection> into) {
    for (TcpConnection connection : from) {
      if (condition.test(connection)) {
        into.add(connection);
      }
    }
  }

  private static long portOf(Conversation conversation) {
    return (long) conversation.key().host().bits() << 16 | conversation.key().hostPort();
  }

  private void evictFrom(Share share) {
    counters.evicted.incrementAndGet();
    share.oldest().end();
  }

  private Share largest() {
    return shares.values().stream()
        .max(Comparator.comparingInt(share -> share.connections.size()))
        .orElseThrow();
  }

  private Share shareOf(int mark) {
    if (mark != lastMark) {
      lastShare =
          shares.computeIfAbsent(
              mark, unused -> new Share(budget.share(limits.bufferBytesPerMark())));
      lastMark = mark;
    }
    return lastShare;
  }

  private void publish() {
    counters.connections.set(connections);
    counters.halfOpen.set(halfOpen);
  }
}

package org.utsusemi.decoy.plane;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.utsusemi.decoy.host.DatagramService;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.learned.Learned;
import org.utsusemi.decoy.learned.LearnedDatagrams;
import org.utsusemi.decoy.learned.LearnedStream;
import org.utsusemi.decoy.learned.Lexicon;
import org.utsusemi.decoy.value.DeviceValues;
import org.utsusemi.topology.address.Ipv4Address;

/** The learned services of one host, made when somebody first comes to them. */
final class LearnedServices {
  private final Learned learned;
  private final Ipv4Address host;
  private final long seed;
  private final DeviceValues values;
  private final Map<Integer, StreamService> streams = new HashMap<>(0);
  private final Map<Integer, DatagramService> datagrams = new HashMap<>(0);

  LearnedServices(Learned learned, Ipv4Address host, long seed, DeviceValues values) {
    this.learned = learned;
    this.host = host;
    this.seed = seed;
    this.values = values;
  }

  synchronized Optional<StreamService> stream(int port) {
    return service(
        learned.tcp().get(port),
        port,
        streams,
        lexicon -> new LearnedStream(lexicon, host, values.clock(), seed + port));
  }

  synchronized Optional<DatagramService> datagrams(int port) {
    return service(
        learned.udp().get(port),
        port,
        datagrams,
        lexicon -> new LearnedDatagrams(lexicon, host, values.clock(), seed - port));
  }

  private static <T> Optional<T> service(
      Lexicon lexicon, int port, Map<Integer, T> made, Function<Lexicon, T> make) {
    return lexicon == null
        ? Optional.empty()
        : Optional.of(made.computeIfAbsent(port, p -> make.apply(lexicon)));
  }
}

package org.utsusemi.controller.decoy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.utsusemi.topology.plane.Hello;
import org.utsusemi.topology.plane.PlaneMessage;
import org.utsusemi.topology.plane.PlaneStatus;
import org.utsusemi.topology.plane.Touches;
import org.utsusemi.topology.plane.WorldView;

/** One child, from its start to its end, on one thread. */
final class ChildLife implements AutoCloseable {
  /** What the supervisor is told. */
  interface Observer extends PlaneListener {
    void hello(Hello hello);

    /** Somebody else connected in the child's stead, and was refused. */
    void stranger(String what);
  }

  /**
   * Why it is over.
   *
   * @param brokeProtocol it said what it may not
   */
  record End(String reason, boolean brokeProtocol) {}

  /** The reason when the process is gone. */
  static final String DIED = "it died";

  private static final long TICK_MS = 250;

  private final Selector selector;
  private final ServerSocketChannel server;
  private final Path socket;
  private final Timing timing;
  private final Supplier<Optional<WorldView>> world;
  private final Observer observer;
  private Optional<ControlChannel> control = Optional.empty();
  private boolean greeted;
  private long heard;

  /**
   * Opens the socket that the child is to connect to.
   *
   * @param selector woken up when there is another world view, the child has died, or it is to end
   */
  ChildLife(
      Selector selector,
      Path socket,
      Timing timing,
      Supplier<Optional<WorldView>> world,
      Observer observer)
      throws IOException {
    this.selector = selector;
    this.socket = socket;
    this.timing = timing;
    this.world = world;
    this.observer = observer;
    Files.deleteIfExists(socket);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket), 4);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Listens to the child until it dies, does wrong or is to end. */
  End run(ProcessHandle child, BooleanSupplier ended) throws IOException {
    heard = System.nanoTime();
    while (!ended.getAsBoolean()) {
      selector.select(TICK_MS);
      boolean connecting = server.keyFor(selector).isAcceptable();
      selector.selectedKeys().clear();
      if (connecting) {
        accept(child.pid());
      }
      // also when it is dead: what it said at last is worth hearing
      Optional<End> end = listen();
      if (end.isPresent()) {
        return end.get();
      }
      if (!child.isAlive()) {
        return new End(DIED, false);
      }
      if (System.nanoTime() - heard > (greeted ? timing.silence() : timing.hello()).toNanos()) {
        return new End(greeted ? "it fell silent" : "it did not say hello", false);
      }
    }
    return new End("it was ended", false);
  }

  private void accept(long pid) throws IOException {
    SocketChannel channel = server.accept();
    if (channel == null) {
      return;
    }
    if (control.isEmpty() && PeerProcess.isConnectedTo(socket, pid)) {
      control = Optional.of(new ControlChannel(channel, selector));
      return;
    }
    channel.close();
    observer.stranger(
        control.isPresent()
            ? "a second connection was refused"
            : "a process that is not the decoy plane connected and was refused");
  }

  private Optional<End> listen() {
    if (control.isEmpty()) {
      return Optional.empty();
    }
    ControlChannel channel = control.get();
    try {
      channel.renewBudget();
      for (PlaneMessage message : channel.read()) {
        heard = System.nanoTime();
        dispatch(message);
      }
      channel.write();
      if (world.get().isPresent()) {
        channel.offer(world.get().get());
      }
      return Optional.empty();
    } catch (BabbleException e) {
      return Optional.of(new End(e.getMessage(), true));
    } catch (IOException e) {
      return Optional.of(new End(String.valueOf(e.getMessage()), false));
    }
  }

  private void dispatch(PlaneMessage message) {
    if (message instanceof Hello hello) {
      greeted = true;
      observer.hello(hello);
    } else if (message instanceof Touches touches) {
      observer.touches(touches.touches());
    } else if (message instanceof PlaneStatus status) {
      observer.status(status);
    }
  }

  @Override
  public void close() throws IOException {
    if (control.isPresent()) {
      control.get().close();
    }
    server.close();
    selector.selectNow(); // takes the closed channels out of it
    Files.deleteIfExists(socket);
  }
}

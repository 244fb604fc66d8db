package org.utsusemi.controller.openflow;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Listens for switches and speaks OpenFlow 1.3 with them. One thread serves all: what comes over a
 * control network is little, and memory is dear. Whoever reaches the port may send what they like;
 * it costs them their own session.
 */
public final class OpenFlowServer implements AutoCloseable {
  static final int SESSIONS_MAX = 64;

  private static final WriteBufferWaterMark WRITE_MARKS =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);

  private final InetSocketAddress bind;
  private final SwitchListener listener;
  private final Complaints complaints;
  private final Registry registry = new Registry();
  private final Set<Session> sessions = new HashSet<>();
  private EventLoopGroup loop;
  private Channel server;

  /**
   * @param bind where to listen; port 0 takes a free one
   * @param listener told of switches, on the server's one thread
   */
  public OpenFlowServer(InetSocketAddress bind, SwitchListener listener) {
    this.bind = bind;
    this.listener = listener;
    this.complaints = new Complaints(listener, System::nanoTime);
  }

  /**
   * Begins to listen.
   *
   * @throws IOException when the address cannot be had
   */
  public void start() throws IOException {
    loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("openflow", true), NioIoHandler.newFactory());
    UnpooledByteBufAllocator heap = new UnpooledByteBufAllocator(false);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.ALLOCATOR, heap)
            .childOption(ChannelOption.ALLOCATOR, heap)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_MARKS)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                })
            .bind(bind)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close();
      throw new IOException("cannot listen on " + Remote.text(bind), bound.cause());
    }
    server = bound.channel();
  }

  /** Where it listens, once started. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.localAddress();
  }

  private void accept(Channel channel) {
    if (sessions.size() >= SESSIONS_MAX) {
      complaints.add(
          Remote.text(channel.remoteAddress()),
          "turned away: there are " + SESSIONS_MAX + " sessions already");
      channel.close();
      return;
    }
    Session session = new Session(listener, complaints, registry);
    sessions.add(session);
    channel.closeFuture().addListener(closed -> sessions.remove(session));
    channel.pipeline().addLast(new FrameDecoder(), session);
  }

  /** Ends every session, without touching what the switches hold. */
  @Override
  public void close() {
    if (loop == null || loop.isShuttingDown()) {
      return;
    }
    if (server != null) {
      server.close().awaitUninterruptibly();
      loop.submit(
              () ->
                  List.copyOf(sessions)
                      .forEach(session -> session.close("the controller is shutting down")))
          .awaitUninterruptibly();
    }
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

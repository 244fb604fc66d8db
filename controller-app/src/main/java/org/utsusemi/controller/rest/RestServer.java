package org.utsusemi.controller.rest;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server. */
public final class RestServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MIN_THREADS = 4;

  /** Besides those that listeners hold. */
  private static final int MAX_THREADS = 10 + EventRoutes.LISTENERS;

  private static final int THREAD_IDLE_MS = 10_000;
  private static final long CONNECTION_IDLE_MS = 30_000;
  private static final int MAX_CONNECTIONS = 512;
  private static final int MAX_HEADER = 8 << 10;

  private final Javalin javalin;
  private final EventRoutes events;

  private RestServer(Javalin javalin, EventRoutes events) {
    this.javalin = javalin;
    this.events = events;
  }

  /**
   * Starts it.
   *
   * @param bind port 0: any free one, see {@link #port}
   * @throws IOException when the address cannot be bound
   */
  public static RestServer start(InetSocketAddress bind, RestRooms rooms) throws IOException {
    return start(bind, rooms, HEARTBEAT);
  }

  static RestServer start(InetSocketAddress bind, RestRooms rooms, Duration heartbeat)
      throws IOException {
    EventRoutes events = new EventRoutes(rooms.events(), heartbeat);
    Javalin javalin = Javalin.create(config -> configure(config, bind, rooms, events));
    try {
      javalin.start();
    } catch (RuntimeException e) {
      throw new IOException("cannot listen on " + bind + ": " + e.getMessage(), e);
    }
    return new RestServer(javalin, events);
  }

  private static void configure(
      JavalinConfig config, InetSocketAddress bind, RestRooms rooms, EventRoutes events) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, THREAD_IDLE_MS);
    config.jetty.modifyServer(RestServer::answerWithProblems);
    config.jetty.modifyServer(RestServer::boundClients);
    config.jetty.modifyHttpConfiguration(RestServer::harden);
    config.jetty.addConnector(
        (server, http) -> {
          ServerConnector connector =
              new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
          connector.setHost(bind.getAddress().getHostAddress());
          connector.setPort(bind.getPort());
          connector.setIdleTimeout(CONNECTION_IDLE_MS);
          return connector;
        });
    config.routes.before(Guard::addHeaders);
    config.routes.before(ctx -> Guard.checkHost(ctx, bind.getAddress()));
    config.routes.before(Guard::checkMethod);
    addRoutes(config.routes, rooms, events);
    addProblems(config.routes);
  }

  private static void harden(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER);
  }

  private static void addRoutes(RoutesConfig routes, RestRooms rooms, EventRoutes events) {
    PlantStateRoutes plantState = new PlantStateRoutes(rooms.plantStates());
    PlantRoutes plant = new PlantRoutes(rooms);
    IncidentRoutes incidents = new IncidentRoutes(rooms);
    routes.get(Route.PLANT_STATE.path(), plantState::get);
    routes.put(Route.PLANT_STATE.path(), plantState::put);
    routes.get(Route.ZONES.path(), plant::zones);
    routes.get(Route.DEVICES.path(), plant::devices);
    routes.get(Route.SWITCHES.path(), plant::switches);
    routes.get(Route.FLOWS.path(), plant::flows);
    routes.get(Route.VERIFICATION.path(), plant::verification);
    routes.get(Route.DECOYS.path(), plant::decoys);
    routes.get(Route.INCIDENTS.path(), incidents::list);
    routes.get(Route.INCIDENT.path(), incidents::get);
    routes.get(Route.PAYLOAD.path(), incidents::payload);
    routes.get(Route.EVENTS.path(), events::get);
    routes.get(Route.HEALTHZ.path(), plant::healthz);
    routes.get(Route.METRICS.path(), plant::metrics);
    Page.addTo(routes);
  }

  private static void addProblems(RoutesConfig routes) {
    routes.exception(ProblemException.class, (e, ctx) -> Json.answer(ctx, e.problem()));
    routes.exception(HttpResponseException.class, (e, ctx) -> Json.answer(ctx, problem(e, ctx)));
    routes.exception(
        EofException.class,
        (e, ctx) -> {
          // nobody is there any more; whoever comes and goes chooses how often
          LOG.debug("{} {}: the client hung up", ctx.method(), ctx.path());
          Json.answer(ctx, Problem.of(Problem.Type.BAD_REQUEST, "the body breaks off"));
        });
    routes.exception(
        Exception.class,
        (e, ctx) -> {
          LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
          Json.answer(ctx, Problem.of(Problem.Type.INTERNAL, "the controller's log says why"));
        });
  }

  private static Problem problem(HttpResponseException e, Context ctx) {
    String asked = ctx.method().name().toUpperCase(Locale.ROOT) + " " + ctx.path();
    return switch (e.getStatus()) {
      case 404 -> Problem.of(Problem.Type.NOT_FOUND, asked);
      case 405 -> Problem.of(Problem.Type.METHOD_NOT_ALLOWED, asked);
      case 413 -> Problem.of(Problem.Type.TOO_LARGE, asked);
      default -> Problem.of(Problem.Type.BAD_REQUEST, e.getMessage());
    };
  }

  /** Whoever announces a body and does not send it holds a connection, of many, and no thread. */
  private static void boundClients(Server server) {
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    server.setHandler(
        new EagerContentHandler(
            new EagerContentHandler.RetainedContentLoaderFactory(
                PlantStateRoutes.MAX_BODY + 1L, 0, false)));
  }

  /** For what fails before it reaches a route: Jetty's own page would tell what we are made of. */
  private static void answerWithProblems(Server server) {
    server.setErrorHandler(
        (request, response, callback) -> {
          response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
          int status = response.getStatus();
          Problem.Type type = status < 500 ? Problem.Type.BAD_REQUEST : Problem.Type.INTERNAL;
          byte[] body = Json.bytes(Problem.of(type, "before it reached a route").with(status));
          response.write(true, ByteBuffer.wrap(body), callback);
          return true;
        });
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Ends all streams, then the server. */
  @Override
  public void close() {
    events.close();
    javalin.stop();
  }
}

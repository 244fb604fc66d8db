package org.utsusemi.topology.model;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Where the controller listens and keeps what it must not forget.
 *
 * @param openflow default 127.0.0.1:6653
 * @param rest default 127.0.0.1:8080
 * @param data directory, default {@code data} beside the site file
 */
public record ControllerSettings(InetSocketAddress openflow, InetSocketAddress rest, Path data) {}

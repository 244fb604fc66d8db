package org.utsusemi.decoy.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.utsusemi.decoy.plane.Views;
import org.utsusemi.topology.plane.Hello;
import org.utsusemi.topology.plane.PlaneProtocolException;
import org.utsusemi.topology.plane.Touches;
import org.utsusemi.topology.plane.WorldView;

class ControlChannelTest {
  @TempDir Path directory;
  private TestController controller;
  private ControlChannel channel;

  @BeforeEach
  void connect() throws IOException {
    controller = new TestController(directory.resolve("s"));
    channel = ControlChannel.connect(directory.resolve("s"));
    controller.accept();
  }

  @AfterEach
  void close() throws IOException {
    channel.close();
    controller.close();
  }

  @Test
  void messagesGoBothWays() throws Exception {
    channel.send(new Hello("1", "decoy0"));
    channel.send(new Touches(List.of()));
    assertThat(controller.receive()).isEqualTo(new Hello("1", "decoy0"));
    assertThat(controller.receive()).isEqualTo(new Touches(List.of()));
    controller.send(new Views().view(7));
    controller.send(new Views().view(8));
    assertThat(((WorldView) channel.receive().orElseThrow()).version()).isEqualTo(7);
    assertThat(((WorldView) channel.receive().orElseThrow()).version()).isEqualTo(8);
  }

  @Test
  void aLineMayComeInAnyPieces() throws Exception {
    String line = "{\"message\":\"hello\",\"version\":\"1\",\"networkInterface\":\"x\"}\n";
    for (char c : line.toCharArray()) {
      controller.sendText(String.valueOf(c));
    }
    assertThat(channel.receive()).contains(new Hello("1", "x"));
  }

  @Test
  void theEndIsTheEndAlsoWithinALine() throws Exception {
    controller.sendText("{\"message\":");
    controller.hangUp();
    assertThat(channel.receive()).isEmpty();
  }

  @Test
  void aLineThatIsNoMessageIsSaidToBeNone() throws Exception {
    controller.sendText("{\"message\":\"open sesame\"}\n");
    assertThatThrownBy(channel::receive).isInstanceOf(PlaneProtocolException.class);
  }

  @Test
  void withoutAListenerThereIsNoChannel() {
    assertThatThrownBy(() -> ControlChannel.connect(directory.resolve("nobody")))
        .isInstanceOf(IOException.class);
  }
}

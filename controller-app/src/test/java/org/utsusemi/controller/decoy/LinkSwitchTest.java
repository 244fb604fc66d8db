package org.utsusemi.controller.decoy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LinkSwitchTest {
  @Test
  void theLoopbackIsNeverTheDecoyPlanes() {
    assertThatThrownBy(() -> LinkSwitch.requireUnused("lo"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("decoy_plane.interface: lo is the loopback");
  }

  @Test
  void anInterfaceThatIsNotThereYetMayCome() {
    assertThatCode(() -> LinkSwitch.requireUnused("not-there")).doesNotThrowAnyException();
  }
}

package org.utsusemi.decoy.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of an interface without any address, as a decoy's should be. */
class LinkWatchIT {
  @Test
  void noticesThatAnInterfaceIsDownAndThatItIsGone() {
    try (Cable cable = new Cable("watch")) {
      LinkWatch watch = LinkWatch.of(Cable.NEAR);
      LinkWatch other = LinkWatch.of(Cable.FAR);
      assertThat(cable.in(watch::trouble)).isEmpty();
      assertThat(cable.in(other::trouble)).isEmpty();
      cable.inside("ip link set " + Cable.NEAR + " down");
      assertThat(cable.in(watch::trouble)).contains("near0 is down");
      assertThat(cable.in(other::trouble)).isEmpty();
      cable.inside("ip link set " + Cable.NEAR + " up");
      assertThat(cable.in(watch::trouble)).isEmpty();
      cable.inside("ip link del " + Cable.NEAR);
      assertThat(cable.in(watch::trouble)).contains("near0 is down");
      assertThat(cable.in(other::trouble)).contains("far0 is down");
    }
  }
}

package org.utsusemi.controller.rest.view;

import java.util.Optional;

/** Proves what the switches hold. */
public interface VerificationQueries {
  /**
   * Reads every switch and follows all packets through what they hold; takes seconds on a large
   * site.
   *
   * @return empty when one such proof is under way already
   */
  Optional<VerificationView> verify();
}

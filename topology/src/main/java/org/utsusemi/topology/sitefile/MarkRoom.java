package org.utsusemi.topology.sitefile;

import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.mark.MarkPlan;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;

/** Whether the marks are enough for the ports of all switches. */
final class MarkRoom {
  private final Reading reading;

  MarkRoom(Reading reading) {
    this.reading = reading;
  }

  void check(Fields root, NumberRange marks, int switches) {
    int highest = 1;
    for (Located<PortRef> port : reading.ports()) {
      if (port.value().port() > MarkPlan.HIGHEST_PORT) {
        root.problems()
            .add(
                port.at(),
                port.value()
                    + " has no mark: write a port number of at most "
                    + MarkPlan.HIGHEST_PORT);
      } else {
        highest = Math.max(highest, port.value().port());
      }
    }
    int room = MarkPlan.capacity(marks, highest);
    if (room < switches) {
      root.problems()
          .add(
              root.has("marks") ? root.valueAt("marks") : root.at(),
              root.path("marks"),
              marks
                  + " has room for "
                  + room
                  + " switches with port numbers up to "
                  + highest
                  + ", here are "
                  + switches
                  + ": write a wider range");
    }
  }
}

package org.utsusemi.controller.decoy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.utsusemi.controller.event.EventLog;
import org.utsusemi.topology.plane.PlaneStatus;
import org.utsusemi.topology.plane.Touch;

/** A controller to be killed: supervises a fake decoy plane and prints its process id. */
public final class SupervisorProcess {
  private SupervisorProcess() {}

  /** Takes the class path of the fake. */
  public static void main(String[] args) throws Exception {
    PlaneListener deaf =
        new PlaneListener() {
          @Override
          public void touches(List<Touch> touches) {}

          @Override
          public void status(PlaneStatus status) {}
        };
    DecoyProgram fake = new DecoyProgram(List.of(Path.of(args[0])), FakeDecoy.class.getName());
    DecoySupervisor supervisor =
        new DecoySupervisor(
            ChildStarter.of(fake),
            FakeDecoy.DEAF,
            up -> {},
            Timing.DEFAULT,
            EventLog.inMemory(InstantSource.system()),
            deaf);
    supervisor.start();
    while (supervisor.health().state() != DecoyHealth.State.UP) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    System.out.println("child " + supervisor.health().pid().orElseThrow());
    TimeUnit.DAYS.sleep(1);
  }
}

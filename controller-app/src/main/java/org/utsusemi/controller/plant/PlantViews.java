package org.utsusemi.controller.plant;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.utsusemi.controller.rest.view.DevicesView;
import org.utsusemi.controller.rest.view.FlowsView;
import org.utsusemi.controller.rest.view.FlowsView.FlowView;
import org.utsusemi.controller.rest.view.FlowsView.Status;
import org.utsusemi.controller.rest.view.PlantQueries;
import org.utsusemi.controller.rest.view.SwitchQueries;
import org.utsusemi.controller.rest.view.SwitchView;
import org.utsusemi.controller.rest.view.ZonesView;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.zone.TagOut;
import org.utsusemi.topology.zone.Zone;
import org.utsusemi.topology.zone.Zoning;

/** What REST asks of the plant. */
public final class PlantViews implements PlantQueries, SwitchQueries {
  private static final long READ_SECONDS = 5;

  private final Site site;
  private final Plant plant;
  private final InstantSource clock;

  public PlantViews(Site site, Plant plant, InstantSource clock) {
    this.site = site;
    this.plant = plant;
    this.clock = clock;
  }

  @Override
  public ZonesView zones(String plantState) {
    Zoning zoning = Zoning.of(site, plantState);
    return new ZonesView(
        plantState,
        zoning.zones().stream()
            .map(zone -> new ZonesView.ZoneView(zone.number(), zone.devices(), zone.conduits()))
            .toList(),
        zoning.tagOuts().values().stream()
            .map(tagOut -> new ZonesView.TaggedOut(tagOut.device(), tagOut.reason()))
            .toList());
  }

  @Override
  public DevicesView devices() {
    String present = plant.current().state();
    Zoning zoning = Zoning.of(site, present);
    return new DevicesView(
        present, site.devices().values().stream().map(device -> device(device, zoning)).toList());
  }

  private static DevicesView.DeviceView device(Device device, Zoning zoning) {
    return new DevicesView.DeviceView(
        device.name(),
        device.role(),
        device.network(),
        device.ip(),
        device.mac(),
        device.port(),
        device.vendor(),
        device.product(),
        device.version(),
        device.critical(),
        device.safety(),
        zoning.zoneOf(device.name()).map(Zone::number),
        Optional.ofNullable(zoning.tagOuts().get(device.name())).map(TagOut::reason));
  }

  @Override
  public List<SwitchView> switches() {
    return plant.fleet().all().stream().map(SwitchState::view).toList();
  }

  @Override
  public Optional<FlowsView> flows(String switchName) {
    return plant.fleet().named(switchName).map(this::flows);
  }

  private FlowsView flows(SwitchState target) {
    Map<RuleKey, Rule> wanted = target.wanted().byKey();
    List<InstalledRule> installed;
    try {
      installed =
          target
              .channel()
              .orElseThrow(() -> new TimeoutException("it is away"))
              .readRules()
              .get(READ_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      String problem = e instanceof ExecutionException ? e.getCause().toString() : e.getMessage();
      return unread(target, problem == null ? "no answer in time" : problem);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unread(target, "interrupted");
    }
    List<FlowView> flows = new ArrayList<>();
    Map<RuleKey, Rule> missing = new HashMap<>(wanted);
    for (InstalledRule rule : installed) {
      Rule desired = rule.readable() ? missing.remove(rule.key()) : null;
      flows.add(flow(rule, desired));
    }
    missing.values().forEach(rule -> flows.add(absent(rule, Status.MISSING)));
    flows.sort(ORDER);
    return new FlowsView(
        target.name(), true, Optional.of(clock.instant()), Optional.empty(), flows);
  }

  private static final Comparator<FlowView> ORDER =
      Comparator.comparingInt(FlowView::table)
          .thenComparing(Comparator.comparingInt(FlowView::priority).reversed())
          .thenComparing(FlowView::match);

  private static FlowsView unread(SwitchState target, String problem) {
    List<FlowView> flows =
        target.wanted().byKey().values().stream()
            .map(rule -> absent(rule, Status.UNKNOWN))
            .sorted(ORDER)
            .toList();
    return new FlowsView(
        target.name(), target.isConnected(), Optional.empty(), Optional.of(problem), flows);
  }

  private static FlowView flow(InstalledRule rule, Rule desired) {
    if (!rule.readable()) {
      return new FlowView(
          -1,
          -1,
          rule.text(),
          "",
          Status.FOREIGN,
          Optional.empty(),
          Optional.empty(),
          rule.packets(),
          rule.bytes());
    }
    Status status;
    if (desired != null) {
      status = desired.body().equals(rule.body()) ? Status.INSTALLED : Status.DIFFERING;
    } else {
      status = rule.ours() ? Status.EXCESS : Status.FOREIGN;
    }
    return new FlowView(
        rule.key().table().id(),
        rule.key().priority(),
        rule.key().match().toString(),
        rule.body().toString(),
        status,
        Optional.ofNullable(desired).map(Rule::why),
        Optional.ofNullable(desired).map(wanted -> wanted.at().toString()),
        rule.packets(),
        rule.bytes());
  }

  private static FlowView absent(Rule rule, Status status) {
    return new FlowView(
        rule.key().table().id(),
        rule.key().priority(),
        rule.key().match().toString(),
        rule.body().toString(),
        status,
        Optional.of(rule.why()),
        Optional.of(rule.at().toString()),
        0,
        0);
  }
}

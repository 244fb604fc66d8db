package org.utsusemi.controller.rest;

import java.util.Locale;

/** Every metric; see events-and-metrics.md. */
enum MetricName {
  PLANT_STATE("gauge", "1 for the present plant state, 0 for the others"),
  PLANT_STATE_CHANGES_TOTAL("counter", "Changes of the plant state that were completed"),
  PLANT_STATE_CHANGE_UNDER_WAY("gauge", "1 while switches are being changed"),
  SWITCH_CONNECTED("gauge", "1 while the switch is connected"),
  RULES_DESIRED("gauge", "Rules that the switch should hold"),
  RULES_FOREIGN("gauge", "Rules of others that the switch held when last read"),
  RECONCILED_TIMESTAMP_SECONDS("gauge", "When the switch's rules were last found, or made, right"),
  FLOW_MODS_TOTAL("counter", "Flow-mods sent, by what they do"),
  FLOW_MODS_REFUSED_TOTAL("counter", "Flow-mods answered with an error"),
  FLOW_MODS_REPAIRED_TOTAL("counter", "Flow-mods that put right what reconciling found wrong"),
  DECOY_UP("gauge", "1 while the decoy plane answers"),
  DECOY_STARTS_TOTAL("counter", "How often the decoy plane was started"),
  DECOY_WORLD_VERSION("gauge", "The world view that the decoy plane goes by"),
  DECOY_FRAMES_IN("counter", "Frames that the decoy plane read since its start"),
  DECOY_FRAMES_OUT("counter", "Frames that the decoy plane sent since its start"),
  DECOY_FRAMES_MALFORMED("counter", "Frames that the decoy plane could not read"),
  DECOY_FRAMES_LOST(
      "counter", "Frames that came too fast for the decoy plane, or that it could not send"),
  DECOY_NOISE("counter", "Frames that the decoy plane knew as benign noise"),
  DECOY_TOUCHES_DROPPED("counter", "Touches that the decoy plane could not tell of"),
  DECOY_CONNECTIONS("gauge", "TCP connections of the decoy plane"),
  DECOY_ACTIVE_CLONES("gauge", "Addresses that a clone stands on"),
  TOUCHES_TOTAL("counter", "Touches taken in"),
  INCIDENTS("gauge", "Incidents kept, by grade"),
  RESIDENT_MEMORY_BYTES("gauge", "Resident memory, by process");

  private final String type;
  private final String help;

  MetricName(String type, String help) {
    this.type = type;
    this.help = help;
  }

  /** As it is scraped. */
  String word() {
    return "utsusemi_" + name().toLowerCase(Locale.ROOT);
  }

  String type() {
    return type;
  }

  String help() {
    return help;
  }
}

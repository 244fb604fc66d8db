package org.utsusemi.controller.rules;

/** What is done to a packet, in the order of the rule. */
public sealed interface Action {
  /** A new outer 802.1Q tag (ethertype 0x8100), all zero. */
  record PushVlan() implements Action {
    @Override
    public String toString() {
      return "push_vlan";
    }
  }

  /** The outer tag goes. */
  record PopVlan() implements Action {
    @Override
    public String toString() {
      return "pop_vlan";
    }
  }

  /** A whole field is overwritten. */
  record SetField(Field field, long value) implements Action {
    @Override
    public String toString() {
      return "set_"
          + field.name().toLowerCase(java.util.Locale.ROOT)
          + "="
          + MatchText.value(field, value);
    }
  }

  /** Out of this OpenFlow port; never out of the port it came in by. */
  record Output(int port) implements Action {
    @Override
    public String toString() {
      return "output:" + port;
    }
  }
}

package org.utsusemi.decoy.ics.modbus;

import com.ghgande.j2mod.modbus.msg.ModbusResponse;

/** What a request is answered with. */
sealed interface Answer {
  /** A response that j2mod writes. */
  record Message(ModbusResponse response) implements Answer {}

  /** A response of our own: function code and data. */
  record Pdu(byte[] bytes) implements Answer {}

  /** None but a refusal. */
  record Refused(Refusal how) implements Answer {}
}

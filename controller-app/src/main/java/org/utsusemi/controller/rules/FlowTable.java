package org.utsusemi.controller.rules;

/** The tables of the pipeline. A frame goes only from a lower to a higher one. */
public enum FlowTable {
  /** Is this who the port belongs to? */
  INGRESS,
  /** Does a conduit of the present plant state permit it? */
  CONDUITS,
  /** No: mark it with its access port and send it toward the decoy port. */
  STEER,
  /** Out of the port behind which the destination is, or, marked, back where it came in. */
  DELIVERY;

  /** OpenFlow's number of the table. */
  public int id() {
    return ordinal();
  }
}

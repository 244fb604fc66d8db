package org.utsusemi.decoy.compare;

/** What a question is about; in the order in which they are told. */
public enum Topic {
  PORTS("Ports"),
  STACK("TCP/IP"),
  LINK("Link"),
  SERVICES("Services"),
  SCRIPTS("Scripts"),
  CONVERSATIONS("Conversations"),
  TIMES("Times");

  private final String title;

  Topic(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}

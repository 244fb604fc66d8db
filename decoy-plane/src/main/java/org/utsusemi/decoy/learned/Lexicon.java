package org.utsusemi.decoy.learned;

/** A dialogue with its index; one serves all hosts of a persona. */
public final class Lexicon {
  private final Dialogue dialogue;
  private final RequestIndex index;

  public Lexicon(Dialogue dialogue) {
    this.dialogue = dialogue;
    this.index = new RequestIndex(dialogue);
  }

  public Dialogue dialogue() {
    return dialogue;
  }

  RequestIndex index() {
    return index;
  }
}

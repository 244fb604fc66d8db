package org.utsusemi.decoy.link;

class RingLinkIT extends CableContract {
  @Override
  Link open(String device) {
    return RingLink.open(device);
  }
}

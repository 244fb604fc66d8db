package org.utsusemi.decoy.link;

class Pcap4jLinkIT extends CableContract {
  @Override
  Link open(String device) {
    return Pcap4jLink.open(device);
  }
}

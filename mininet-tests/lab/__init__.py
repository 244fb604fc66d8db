"""The lab: a small plant of real third-party machines on Open vSwitch, and what is measured in it."""

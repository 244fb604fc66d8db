"""What the raw packet path costs: decoys beside small responders in C, on one cable."""

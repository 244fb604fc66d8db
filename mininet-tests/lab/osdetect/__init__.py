"""nmap's OS detection as a measuring instrument: its fingerprints, its scores, its scans."""

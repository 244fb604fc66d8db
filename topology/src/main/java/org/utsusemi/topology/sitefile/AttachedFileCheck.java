package org.utsusemi.topology.sitefile;

import org.utsusemi.topology.yaml.Problems;

/**
 * Checks a file that a site file names. Found by {@link java.util.ServiceLoader}, so that who reads
 * persona files in the end can have them checked with the site file, before anything starts.
 */
public interface AttachedFileCheck {
  /**
   * Checks one persona file. Called once for each file, however often the site file names it.
   *
   * @param fileName as it shall stand in problems
   * @param text its content
   * @param problems gets everything that is wrong with it
   */
  void check(String fileName, String text, Problems problems);
}

package org.utsusemi.controller.decoy;

import java.util.List;
import java.util.Optional;

/**
 * A user of this machine.
 *
 * @param gid its primary group
 */
record UnixUser(String name, int uid, int gid) {
  /** The user that the decoy plane runs as, when there is one of this name. */
  static final String OWN = "utsusemi-decoy";

  private static final String FALLBACK = "nobody";

  /**
   * Chooses a user without rights.
   *
   * @param passwd lines of passwd(5)
   * @return never a user with id 0
   */
  static Optional<UnixUser> choose(List<String> passwd) {
    return find(passwd, OWN).or(() -> find(passwd, FALLBACK));
  }

  private static Optional<UnixUser> find(List<String> passwd, String name) {
    return passwd.stream()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length == 7 && fields[0].equals(name))
        .filter(fields -> isId(fields[2]) && isId(fields[3]))
        .map(f -> new UnixUser(name, Integer.parseInt(f[2]), Integer.parseInt(f[3])))
        .findFirst();
  }

  /** Digits, not 0, and within what an int holds. */
  private static boolean isId(String field) {
    return field.matches("[1-9]\\d{0,8}");
  }
}

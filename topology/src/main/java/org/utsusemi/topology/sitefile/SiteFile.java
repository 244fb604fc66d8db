package org.utsusemi.topology.sitefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.yaml.Problem;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Yaml;

/** Reads a site file, and the files that it names, in one pass. */
public final class SiteFile {
  /**
   * What reading found.
   *
   * @param site there exactly when there are no problems
   * @param problems all of them, in the order of the file
   * @param notices what is worth knowing, in the order of the file; complete when there is a site
   */
  public record Result(Optional<Site> site, List<Problem> problems, List<Notice> notices) {
    public Result {
      problems = List.copyOf(problems);
      notices = List.copyOf(notices);
    }
  }

  private SiteFile() {}

  /**
   * Reads a site file. Never throws for what is in the file or for what is missing beside it.
   *
   * @param file its name stands in all places as it is given here
   */
  public static Result read(Path file) {
    Problems problems = new Problems();
    Optional<Yaml> root =
        bytes(file, problems).flatMap(bytes -> Yaml.parse(file.toString(), bytes, problems));
    if (root.isEmpty()) {
      return new Result(Optional.empty(), problems.sorted(), List.of());
    }
    Reading reading = new Reading(file, root.get(), problems);
    Optional<Site> site = new SiteShape(reading).shape().read(root.get(), "", problems);
    reading.reportClaims();
    return new Result(
        site.filter(read -> problems.isEmpty()), problems.sorted(), reading.notices());
  }

  private static Optional<byte[]> bytes(Path file, Problems problems) {
    SourceRef at = new SourceRef(file.toString(), 1, 1);
    try {
      // four bytes are the most that a character takes
      if (!Files.isDirectory(file) && Files.size(file) <= 4L * Yaml.MAX_LENGTH) {
        return Optional.of(Files.readAllBytes(file));
      }
      problems.add(at, "expected a site file of at most " + Yaml.MAX_LENGTH + " characters");
    } catch (NoSuchFileException e) {
      problems.add(at, "there is no such file");
    } catch (IOException e) {
      problems.add(at, "the file cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }
}

package org.utsusemi.controller.decoy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream of bytes into lines of bounded length. */
final class LineBuffer {
  private final int longest;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineBuffer(int longest) {
    this.longest = longest;
  }

  /**
   * Takes all that is left in the buffer.
   *
   * @return the lines that it completes, without their line feeds
   * @throws BabbleException when a line is too long, or no UTF-8
   */
  List<String> add(ByteBuffer bytes) throws BabbleException {
    List<String> lines = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte b = bytes.get();
      if (b == '\n') {
        lines.add(text());
        line.reset();
      } else if (line.size() == longest) {
        throw new BabbleException("it sent a line of more than " + longest + " bytes", null);
      } else {
        line.write(b);
      }
    }
    return lines;
  }

  private String text() throws BabbleException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BabbleException("it sent a line that is no UTF-8", e);
    }
  }
}

package org.utsusemi.topology.plane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;

/** Messages to lines and back. A line is UTF-8 JSON and ends with one line feed. */
public final class PlaneCodec {
  /** A longer line is an error: a world view of 1,000 devices and 50 personas takes a tenth. */
  public static final int MAX_LINE = 16 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(32)
                .maxStringLength(4 << 20)
                .maxDocumentLength(MAX_LINE)
                .build());
  }

  private PlaneCodec() {}

  /** The message as one line, its line feed included. */
  public static byte[] encode(PlaneMessage message) {
    return line(message);
  }

  /** A touch as one line, its line feed included: as it stands within {@link Touches}. */
  public static byte[] encode(Touch touch) {
    return line(touch);
  }

  private static byte[] line(Object message) {
    try {
      return (JSON.writeValueAsString(message) + '\n').getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message that cannot be written: " + message, e);
    }
  }

  /**
   * Reads one line.
   *
   * @throws PlaneProtocolException when the line is no message of ours
   */
  public static PlaneMessage decode(String line) throws PlaneProtocolException {
    try {
      PlaneMessage message = JSON.readValue(line, PlaneMessage.class);
      if (message == null) {
        throw new PlaneProtocolException("an empty message", null);
      }
      return message;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new PlaneProtocolException(e.getMessage(), e);
    }
  }
}

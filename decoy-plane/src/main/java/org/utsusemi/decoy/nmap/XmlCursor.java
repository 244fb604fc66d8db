package org.utsusemi.decoy.nmap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.MissingResourceException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Goes through an XML document once, element by element. Document types are passed over, entities
 * not resolved; beyond a number of elements, a depth or an amount of text it refuses to go on.
 */
final class XmlCursor {
  private static final int DEEPEST = 40;
  private static final int MOST_ELEMENTS = 2_000_000;
  private static final long MOST_TEXT = 64L << 20;

  /** Bytes of one element's attributes, or of a comment; nmap writes some hundred kilobytes. */
  private static final long LONGEST_STRETCH = 4L << 20;

  private final String source;
  private final Stretches in;
  private final XMLStreamReader reader;
  private int depth;
  private int elements;
  private long text;

  XmlCursor(String source, InputStream in) throws NmapXmlException {
    this.source = source;
    this.in = new Stretches(in);
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLReporter((message, errorType, related, location) -> {});
    try {
      // bytes that are no UTF-8 become replacement characters, not the end of the scan
      reader =
          factory.createXMLStreamReader(new InputStreamReader(this.in, StandardCharsets.UTF_8));
    } catch (XMLStreamException e) {
      throw refusal("is no XML: " + firstLine(e.getMessage()), e);
    }
  }

  /** What the parser takes into memory at once, before anybody can refuse it. */
  private static final class Stretches extends FilterInputStream {
    private long left = LONGEST_STRETCH;

    Stretches(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new IOException("an element of more than " + (LONGEST_STRETCH >> 20) + " MiB");
      }
      int count = super.read(bytes, offset, length);
      left -= count;
      return count;
    }
  }

  /** The end of the document where an element was still open. */
  static final class CutShort extends IOException {
    private static final long serialVersionUID = 1L;

    CutShort(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Moves to the next child of the element that this was at; call it again only when that child has
   * been read to its end or {@link #skip skipped}.
   *
   * @return its name; empty at the end of the element
   */
  Optional<String> nextChild() throws IOException {
    return nextChild(null);
  }

  /** The same; text between children is added to {@code content}. */
  Optional<String> nextChild(StringBuilder content) throws IOException {
    while (true) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return Optional.of(reader.getLocalName());
        }
        case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
          return Optional.empty();
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (content != null) {
            content.append(reader.getText());
          }
        }
        default -> {}
      }
    }
  }

  /** Passes over what is left of the element. */
  void skip() throws IOException {
    int outside = depth - 1;
    while (depth > outside) {
      next();
    }
  }

  /** The text of the element that this is at, to its end; elements in it are passed over. */
  String content() throws IOException {
    StringBuilder content = new StringBuilder();
    while (nextChild(content).isPresent()) {
      skip();
    }
    return content.toString();
  }

  /** An attribute of the element that this has just come to; empty text when it is not there. */
  String attribute(String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  /** A whole number; empty when the attribute is not there, or none, or outside these ends. */
  OptionalInt number(String name, int least, int most) {
    String digits = attribute(name);
    if (!digits.matches("-?\\d{1,9}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(digits);
    return number >= least && number <= most ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /** A whole number that must be there. */
  int requiredNumber(String name, int least, int most) throws NmapXmlException {
    String element = reader.getLocalName();
    return number(name, least, most)
        .orElseThrow(
            () ->
                refusal(
                    "line "
                        + reader.getLocation().getLineNumber()
                        + ": <"
                        + element
                        + "> needs "
                        + name
                        + " from "
                        + least
                        + " to "
                        + most
                        + ", found '"
                        + shorten(attribute(name))
                        + "'",
                    null));
  }

  NmapXmlException refusal(String what, Throwable cause) {
    return new NmapXmlException(source + " " + what, cause);
  }

  private int next() throws IOException {
    int event;
    try {
      in.left = LONGEST_STRETCH;
      event = reader.next();
    } catch (XMLStreamException e) {
      String where = "line " + reader.getLocation().getLineNumber();
      if (e.getMessage() != null && e.getMessage().contains("XML document structures must start")) {
        throw new CutShort("ends within an element at " + where, e);
      }
      throw new CutShort("cannot be read from " + where + " on: " + firstLine(e.getMessage()), e);
    } catch (NoSuchElementException e) {
      throw new CutShort("ends too early", e);
    } catch (MissingResourceException e) {
      // the Java runtime's reader lacks the words for some of what it refuses
      String where = "line " + reader.getLocation().getLineNumber();
      throw new CutShort("cannot be read from " + where + " on: " + e.getKey(), e);
    }
    if (event == XMLStreamConstants.START_ELEMENT) {
      count();
    } else if (event == XMLStreamConstants.END_ELEMENT) {
      depth--;
    } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
      text += reader.getTextLength();
      checkText();
    } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw refusal(
          "line " + reader.getLocation().getLineNumber() + ": nmap writes no entities of its own",
          null);
    }
    return event;
  }

  private void count() throws NmapXmlException {
    if (++depth > DEEPEST) {
      throw refusal("nests elements deeper than " + DEEPEST, null);
    }
    if (++elements > MOST_ELEMENTS) {
      throw refusal("has more than " + MOST_ELEMENTS + " elements: scan fewer hosts at once", null);
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      text += reader.getAttributeValue(i).length();
    }
    checkText();
  }

  private void checkText() throws NmapXmlException {
    if (text > MOST_TEXT) {
      throw refusal("has more than " + (MOST_TEXT >> 20) + " MiB of text", null);
    }
  }

  private static String firstLine(String message) {
    if (message == null) {
      return "no reason given";
    }
    int reason = message.indexOf("Message: ");
    return shorten(reason >= 0 ? message.substring(reason + 9) : message);
  }

  private static String shorten(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }
}

package org.utsusemi.decoy.persona;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.decoy.ics.modbus.FixedAnswer;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code modbus.answers}: requests with what they get, whatever the tables say. */
final class FixedAnswerSection {
  /** A request is compared with all of them. */
  private static final int MOST = 500;

  private static final int LONGEST_PDU = 253;

  private FixedAnswerSection() {}

  static List<FixedAnswer> read(Fields modbus) {
    Shape<List<FixedAnswer>> all = one().list();
    Shape<List<FixedAnswer>> bounded =
        (node, path, problems) ->
            all.read(node, path, problems)
                .flatMap(
                    list ->
                        list.size() <= MOST
                            ? Optional.of(list)
                            : Words.refuse(
                                node, path, problems, "at most " + MOST + " fixed answers"));
    return modbus.optional("answers", bounded, List.of());
  }

  private static Shape<FixedAnswer> one() {
    return Shapes.mapping(
        "a mapping such as { request: \"08 00 00 12 34\", answer: \"88 01\" }",
        fields -> {
          Optional<Integer> unit = fields.optional("unit", Shapes.integer(0, 255));
          Optional<byte[]> request = fields.required("request", pdu("a request"));
          Shape<Optional<byte[]>> answer =
              Shapes.scalar(
                  "a response of 1 to 253 bytes in hexadecimal such as \"88 01\", or silent",
                  text ->
                      text.equals("silent")
                          ? Optional.of(Optional.empty())
                          : Pieces.parseHex(text)
                              .filter(bytes -> bytes.length <= LONGEST_PDU)
                              .map(Optional::of));
          Optional<Optional<byte[]>> answered = fields.required("answer", answer);
          return request.isPresent() && answered.isPresent()
              ? Optional.of(
                  new FixedAnswer(
                      unit.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                      request.get(),
                      answered.get()))
              : Optional.empty();
        });
  }

  private static Shape<byte[]> pdu(String what) {
    return Shapes.scalar(
        what + " of 1 to 253 bytes in hexadecimal such as \"08 00 00 12 34\"",
        text -> Pieces.parseHex(text).filter(bytes -> bytes.length <= LONGEST_PDU));
  }
}

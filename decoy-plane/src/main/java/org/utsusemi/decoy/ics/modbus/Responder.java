package org.utsusemi.decoy.ics.modbus;

import com.ghgande.j2mod.modbus.msg.ExceptionResponse;
import com.ghgande.j2mod.modbus.msg.ModbusRequest;
import com.ghgande.j2mod.modbus.msg.ModbusResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** From one request to the bytes of its response. */
final class Responder {
  private static final int RUNNING = 0xff;

  private final ModbusProfile profile;
  private final RequestHandler handler;

  Responder(ModbusProfile profile, ProcessImage image) {
    this.profile = profile;
    this.handler = new RequestHandler(profile, image);
  }

  /**
   * What became of a request.
   *
   * @param response as it goes over the wire; empty: silence
   * @param summary one line for people
   */
  record Reply(Optional<byte[]> response, String summary) {}

  Reply reply(Request request) {
    boolean wellFormed = request.isWellFormed(profile.limits());
    Answer answer = answer(request, wellFormed);
    String summary = RequestSummary.of(request, wellFormed);
    if (answer instanceof Answer.Refused refused) {
      return new Reply(refusal(request, refused.how()), summary + ": " + refused.how());
    }
    byte[] bytes =
        answer instanceof Answer.Message message
            ? write(request, message.response())
            : frame(request, ((Answer.Pdu) answer).bytes());
    return new Reply(Optional.of(bytes), summary);
  }

  private Answer answer(Request request, boolean wellFormed) {
    Optional<FixedAnswer> fixed = profile.fixedAnswer(request);
    if (fixed.isPresent()) {
      return fixed
          .get()
          .answer()
          .<Answer>map(Answer.Pdu::new)
          .orElseGet(() -> new Answer.Refused(new Refusal.Silence()));
    }
    if (!profile.answersUnit(request.unit())) {
      return new Answer.Refused(profile.unknownUnit());
    }
    if (!profile.knows(request.function())) {
      return new Answer.Refused(profile.unknownFunction());
    }
    if (!wellFormed) {
      return new Answer.Refused(Refusal.ILLEGAL_VALUE);
    }
    return switch (request.function()) {
      case FunctionCode.ENCAPSULATED -> profile.identity().orElseThrow().answer(request.pdu());
      case FunctionCode.REPORT_SERVER_ID -> serverId(profile.serverId().orElseThrow());
      default -> handler.answer(read(request));
    };
  }

  /** Function 17 (V1.1b3, 6.13): byte count, server id, run indicator. */
  private static Answer serverId(String id) {
    byte[] text = id.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream pdu = new ByteArrayOutputStream();
    pdu.write(FunctionCode.REPORT_SERVER_ID);
    pdu.write(text.length + 1);
    pdu.writeBytes(text);
    pdu.write(RUNNING);
    return new Answer.Pdu(pdu.toByteArray());
  }

  private static ModbusRequest read(Request request) {
    ModbusRequest message = ModbusRequest.createModbusRequest(request.function());
    try {
      message.readData(new DataInputStream(new ByteArrayInputStream(request.from(1))));
    } catch (IOException e) {
      throw new UncheckedIOException("a well-formed request that ends too early", e);
    }
    return message;
  }

  private static Optional<byte[]> refusal(Request request, Refusal how) {
    return how instanceof Refusal.Exception exception
        ? Optional.of(write(request, new ExceptionResponse(request.function(), exception.code())))
        : Optional.empty();
  }

  private static byte[] write(Request request, ModbusResponse response) {
    response.setTransactionID(request.transaction());
    response.setUnitID(request.unit());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      response.writeTo(new DataOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException("memory that cannot be written", e);
    }
    return out.toByteArray();
  }

  private static byte[] frame(Request request, byte[] pdu) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(request.transaction() >> 8);
    out.write(request.transaction());
    out.write(0);
    out.write(0);
    out.write(pdu.length + 1 >> 8);
    out.write(pdu.length + 1);
    out.write(request.unit());
    out.writeBytes(pdu);
    return out.toByteArray();
  }
}

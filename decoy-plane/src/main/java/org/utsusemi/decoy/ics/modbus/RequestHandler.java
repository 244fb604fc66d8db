package org.utsusemi.decoy.ics.modbus;

import com.ghgande.j2mod.modbus.msg.MaskWriteRegisterRequest;
import com.ghgande.j2mod.modbus.msg.MaskWriteRegisterResponse;
import com.ghgande.j2mod.modbus.msg.ModbusRequest;
import com.ghgande.j2mod.modbus.msg.ModbusResponse;
import com.ghgande.j2mod.modbus.msg.ReadCoilsRequest;
import com.ghgande.j2mod.modbus.msg.ReadCoilsResponse;
import com.ghgande.j2mod.modbus.msg.ReadInputDiscretesRequest;
import com.ghgande.j2mod.modbus.msg.ReadInputDiscretesResponse;
import com.ghgande.j2mod.modbus.msg.ReadInputRegistersRequest;
import com.ghgande.j2mod.modbus.msg.ReadInputRegistersResponse;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersResponse;
import com.ghgande.j2mod.modbus.msg.ReadWriteMultipleRequest;
import com.ghgande.j2mod.modbus.msg.ReadWriteMultipleResponse;
import com.ghgande.j2mod.modbus.msg.WriteCoilRequest;
import com.ghgande.j2mod.modbus.msg.WriteCoilResponse;
import com.ghgande.j2mod.modbus.msg.WriteMultipleCoilsRequest;
import com.ghgande.j2mod.modbus.msg.WriteMultipleCoilsResponse;
import com.ghgande.j2mod.modbus.msg.WriteMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.WriteMultipleRegistersResponse;
import com.ghgande.j2mod.modbus.msg.WriteSingleRegisterRequest;
import com.ghgande.j2mod.modbus.msg.WriteSingleRegisterResponse;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import java.util.function.Supplier;

/**
 * What a request for values does. Its shape has been checked before it comes here; its addresses
 * are checked before anything is written, so that it is done as a whole or not at all.
 */
final class RequestHandler {
  private final ModbusProfile profile;
  private final ProcessImage image;

  RequestHandler(ModbusProfile profile, ProcessImage image) {
    this.profile = profile;
    this.image = image;
  }

  Answer answer(ModbusRequest request) {
    if (request instanceof ReadCoilsRequest read) {
      return coils(read);
    } else if (request instanceof ReadInputDiscretesRequest read) {
      return discretes(read);
    } else if (request instanceof ReadMultipleRegistersRequest read) {
      return holding(read);
    } else if (request instanceof ReadInputRegistersRequest read) {
      return input(read);
    } else if (request instanceof WriteCoilRequest write) {
      return writeCoil(write);
    } else if (request instanceof WriteSingleRegisterRequest write) {
      return writeRegister(write);
    } else if (request instanceof WriteMultipleCoilsRequest write) {
      return writeCoils(write);
    } else if (request instanceof WriteMultipleRegistersRequest write) {
      return writeRegisters(write);
    } else if (request instanceof MaskWriteRegisterRequest mask) {
      return maskWrite(mask);
    } else if (request instanceof ReadWriteMultipleRequest both) {
      return readWrite(both);
    }
    return new Answer.Refused(profile.unknownFunction());
  }

  private Answer coils(ReadCoilsRequest request) {
    int first = request.getReference();
    int count = request.getBitCount();
    return reading(
        Table.COILS,
        first,
        count,
        () -> {
          ReadCoilsResponse response = new ReadCoilsResponse(count);
          for (int i = 0; i < count; i++) {
            response.setCoilStatus(i, image.bit(Table.COILS, first + i));
          }
          return response;
        });
  }

  private Answer discretes(ReadInputDiscretesRequest request) {
    int first = request.getReference();
    int count = request.getBitCount();
    return reading(
        Table.DISCRETE,
        first,
        count,
        () -> {
          ReadInputDiscretesResponse response = new ReadInputDiscretesResponse(count);
          for (int i = 0; i < count; i++) {
            response.setDiscreteStatus(i, image.bit(Table.DISCRETE, first + i));
          }
          return response;
        });
  }

  private Answer holding(ReadMultipleRegistersRequest request) {
    int first = request.getReference();
    int count = request.getWordCount();
    return reading(
        Table.HOLDING,
        first,
        count,
        () -> new ReadMultipleRegistersResponse(registers(Table.HOLDING, first, count)));
  }

  private Answer input(ReadInputRegistersRequest request) {
    int first = request.getReference();
    int count = request.getWordCount();
    return reading(
        Table.INPUT,
        first,
        count,
        () -> new ReadInputRegistersResponse(registers(Table.INPUT, first, count)));
  }

  private Answer writeCoil(WriteCoilRequest request) {
    int address = request.getReference();
    return writing(
        Table.COILS,
        address,
        1,
        () -> {
          image.setBit(Table.COILS, address, request.getCoil());
          return new WriteCoilResponse(address, request.getCoil());
        });
  }

  private Answer writeCoils(WriteMultipleCoilsRequest request) {
    int first = request.getReference();
    int count = request.getBitCount();
    return writing(
        Table.COILS,
        first,
        count,
        () -> {
          for (int i = 0; i < count; i++) {
            image.setBit(Table.COILS, first + i, request.getCoilStatus(i));
          }
          WriteMultipleCoilsResponse response = (WriteMultipleCoilsResponse) request.getResponse();
          response.setReference(first);
          response.setBitCount(count);
          return response;
        });
  }

  private Answer writeRegister(WriteSingleRegisterRequest request) {
    int address = request.getReference();
    return writing(
        Table.HOLDING,
        address,
        1,
        () -> {
          image.setRegisters(Table.HOLDING, address, request.getRegister().toBytes());
          return new WriteSingleRegisterResponse(address, request.getRegister().getValue());
        });
  }

  private Answer writeRegisters(WriteMultipleRegistersRequest request) {
    int first = request.getReference();
    int count = request.getWordCount();
    return writing(
        Table.HOLDING,
        first,
        count,
        () -> {
          image.setRegisters(Table.HOLDING, first, bytes(request.getRegisters()));
          return new WriteMultipleRegistersResponse(first, count);
        });
  }

  private Answer maskWrite(MaskWriteRegisterRequest request) {
    int address = request.getReference();
    return writing(
        Table.HOLDING,
        address,
        1,
        () -> {
          int before = registers(Table.HOLDING, address, 1)[0].getValue();
          int and = request.getAndMask();
          int after = before & and | request.getOrMask() & ~and;
          image.setRegisters(Table.HOLDING, address, new SimpleRegister(after).toBytes());
          MaskWriteRegisterResponse response = (MaskWriteRegisterResponse) request.getResponse();
          response.setReference(address);
          response.setAndMask(and);
          response.setOrMask(request.getOrMask());
          return response;
        });
  }

  /** The write is done before the read (V1.1b3, 6.17). */
  private Answer readWrite(ReadWriteMultipleRequest request) {
    int first = request.getReadReference();
    int count = request.getReadWordCount();
    if (!image.exists(Table.HOLDING, first, count)) {
      return new Answer.Refused(Refusal.ILLEGAL_ADDRESS);
    }
    return writing(
        Table.HOLDING,
        request.getWriteReference(),
        request.getWriteWordCount(),
        () -> {
          byte[] written = bytes(request.getRegisters());
          image.setRegisters(Table.HOLDING, request.getWriteReference(), written);
          return new ReadWriteMultipleResponse(registers(Table.HOLDING, first, count));
        });
  }

  private Answer reading(Table table, int first, int count, Supplier<ModbusResponse> read) {
    return image.exists(table, first, count)
        ? new Answer.Message(read.get())
        : new Answer.Refused(Refusal.ILLEGAL_ADDRESS);
  }

  private Answer writing(Table table, int first, int count, Supplier<ModbusResponse> write) {
    if (!image.exists(table, first, count)) {
      return new Answer.Refused(Refusal.ILLEGAL_ADDRESS);
    }
    return image.isWritable(table, first, count)
        ? new Answer.Message(write.get())
        : new Answer.Refused(profile.readOnly());
  }

  private Register[] registers(Table table, int first, int count) {
    byte[] bytes = image.registers(table, first, count);
    Register[] registers = new Register[count];
    for (int i = 0; i < count; i++) {
      registers[i] = new SimpleRegister(bytes[2 * i], bytes[2 * i + 1]);
    }
    return registers;
  }

  private static byte[] bytes(Register[] registers) {
    byte[] bytes = new byte[2 * registers.length];
    for (int i = 0; i < registers.length; i++) {
      System.arraycopy(registers[i].toBytes(), 0, bytes, 2 * i, 2);
    }
    return bytes;
  }
}

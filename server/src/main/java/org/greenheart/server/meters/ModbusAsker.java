// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusExecutionException;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.ModbusTimeoutException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.greenheart.server.meters.ModbusPlan.Block;
import org.greenheart.storage.registry.MeterSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Modbus meters over TCP. Registers that lie close together are read in one request; a unit
 * that refuses one because of registers that it does not have is asked without those between from
 * then on; what it refuses then is told for its values alone.
 */
final class ModbusAsker implements Asker {
  private static final Logger log = LoggerFactory.getLogger(ModbusAsker.class);

  /** Illegal function, address and value: about what was asked, not about the meter. */
  private static final int LAST_OF_REGISTERS = 3;

  private static final List<String> EXCEPTIONS =
      List.of(
          "",
          "illegal function",
          "illegal data address",
          "illegal data value",
          "device failure",
          "acknowledged, not yet done",
          "device busy",
          "",
          "memory parity error",
          "",
          "gateway path not available",
          "no answer behind the gateway");

  private final MeterSource source;
  private final List<ModbusItem> items;
  private final ModbusPlan plan;
  private final ModbusPlan exact;
  private final Set<String> withoutHoles = new HashSet<>();
  private @Nullable ModbusTcpClient client;

  ModbusAsker(MeterSource source) {
    this.source = source;
    items = source.entries().stream().map(ModbusItem::of).toList();
    plan = ModbusPlan.of(items, ModbusPlan.HOLE);
    exact = ModbusPlan.of(items, 0);
  }

  @Override
  public Reply ask(String unit) {
    RegisterImage image = withoutHoles.contains(unit) ? each(unit) : withHoles(unit);
    return new Reply(image.text(), items.stream().map(image::value).toList());
  }

  private RegisterImage withHoles(String unit) {
    RegisterImage image = new RegisterImage(unit);
    try {
      for (Block block : plan.blocks()) {
        image.add(block, read(connected(), Integer.parseInt(unit), block));
      }
      return image;
    } catch (RefusedException e) {
      if (!e.isOfRegisters()) {
        throw e.asMeterException();
      }
    }
    image = each(unit);
    withoutHoles.add(unit);
    return image;
  }

  /** Block by block without holes: one that the meter does not have keeps no other back. */
  private RegisterImage each(String unit) {
    RegisterImage image = new RegisterImage(unit);
    RefusedException refusal = null;
    for (Block block : exact.blocks()) {
      try {
        image.add(block, read(connected(), Integer.parseInt(unit), block));
      } catch (RefusedException e) {
        if (!e.isOfRegisters()) {
          throw e.asMeterException();
        }
        image.refused(block, String.valueOf(e.getMessage()));
        refusal = e;
      }
    }
    if (refusal != null && image.isEmpty()) {
      throw refusal.asMeterException();
    }
    return image;
  }

  /** A unit says no. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exception;

    RefusedException(String message, int exception) {
      super(message);
      this.exception = exception;
    }

    private boolean isOfRegisters() {
      return exception <= LAST_OF_REGISTERS;
    }

    private MeterException asMeterException() {
      return new MeterException("meter-refused", String.valueOf(getMessage()), false);
    }
  }

  private ModbusTcpClient connected() {
    ModbusTcpClient open = client;
    if (open != null && open.isConnected()) {
      return open;
    }
    close();
    ModbusTcpClient made =
        ModbusTcpClient.create(
            NettyTcpClientTransport.create(
                transport ->
                    transport
                        .setHostname(source.host())
                        .setPort(source.port())
                        .setConnectTimeout(source.timeout())
                        .setConnectPersistent(false)),
            config -> config.setRequestTimeout(source.timeout()));
    try {
      made.connect();
    } catch (ModbusExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw MeterException.unreachable(address(), cause);
    }
    client = made;
    return made;
  }

  private String address() {
    return source.host() + ":" + source.port();
  }

  private byte[] read(ModbusTcpClient open, int unit, Block block) throws RefusedException {
    int start = block.start();
    int count = block.count();
    try {
      return switch (block.area()) {
        case HOLDING ->
            open.readHoldingRegisters(unit, new ReadHoldingRegistersRequest(start, count))
                .registers();
        case INPUT ->
            open.readInputRegisters(unit, new ReadInputRegistersRequest(start, count)).registers();
        case COIL -> open.readCoils(unit, new ReadCoilsRequest(start, count)).coils();
        case DISCRETE ->
            open.readDiscreteInputs(unit, new ReadDiscreteInputsRequest(start, count)).inputs();
      };
    } catch (ModbusResponseException e) {
      int exception = e.getExceptionCode();
      String words =
          exception > 0 && exception < EXCEPTIONS.size() ? EXCEPTIONS.get(exception) : "";
      throw new RefusedException(
          "unit %s refuses %s: exception %s %s".formatted(unit, block, exception, words).strip(),
          exception);
    } catch (ModbusTimeoutException e) {
      close(); // a connection that has died looks the same
      throw new MeterException(
          "meter-silent",
          "unit %s does not answer %s within %s ms"
              .formatted(unit, block, source.timeout().toMillis()),
          false);
    } catch (ModbusExecutionException e) {
      close();
      throw new MeterException(
          "meter-connection-lost",
          "the connection to %s broke: %s".formatted(address(), e.getMessage()),
          false);
    }
  }

  @Override
  public void close() {
    ModbusTcpClient open = client;
    client = null;
    if (open != null) {
      try {
        open.disconnect();
      } catch (ModbusExecutionException e) {
        log.debug("{} was closed already", address(), e);
      }
    }
  }
}

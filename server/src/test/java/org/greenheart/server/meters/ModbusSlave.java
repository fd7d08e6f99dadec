// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.UnknownUnitIdException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

/** Meters that speak Modbus on a real port; unit 1 and those that were given registers answer. */
final class ModbusSlave implements AutoCloseable {
  private final Map<Integer, Map<Integer, Integer>> registers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ModbusTcpServer server;
  private final int port;

  ModbusSlave() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server =
        ModbusTcpServer.create(
            NettyTcpServerTransport.create(
                config -> config.setBindAddress("127.0.0.1").setPort(port)),
            new Services());
    server.start();
  }

  int port() {
    return port;
  }

  void set(int unit, int register, int... values) {
    for (int i = 0; i < values.length; i++) {
      registers.computeIfAbsent(unit, _ -> new ConcurrentHashMap<>()).put(register + i, values[i]);
    }
  }

  /** What was asked: {@code 1 holding 0 4}. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private final class Services implements ModbusServices {
    @Override
    public ReadHoldingRegistersResponse readHoldingRegisters(
        ModbusRequestContext context, int unit, ReadHoldingRegistersRequest request)
        throws ModbusResponseException, UnknownUnitIdException {
      requests.add("%s holding %s %s".formatted(unit, request.address(), request.quantity()));
      Map<Integer, Integer> of = registers.get(unit);
      if (of == null) {
        throw new UnknownUnitIdException(unit);
      }
      byte[] bytes = new byte[2 * request.quantity()];
      for (int i = 0; i < request.quantity(); i++) {
        Integer value = of.get(request.address() + i);
        if (value == null) {
          throw new ModbusResponseException(3, 2);
        }
        bytes[2 * i] = (byte) (value >> 8);
        bytes[2 * i + 1] = (byte) (int) value;
      }
      return new ReadHoldingRegistersResponse(bytes);
    }

    @Override
    public ReadCoilsResponse readCoils(
        ModbusRequestContext context, int unit, ReadCoilsRequest request) {
      requests.add("%s coil %s %s".formatted(unit, request.address(), request.quantity()));
      return new ReadCoilsResponse(new byte[] {(byte) 0b101});
    }
  }

  @Override
  public void close() throws ExecutionException {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

"""A real device: a Modbus/TCP server by pymodbus, with an identity and values that move.

Run in the device's namespace: ``modbus_pymodbus.py SIGNATURE VENDOR PRODUCT VERSION``. Holding registers
0–3 hold the signature, four words that only this run's real devices know: a poller that reads anything
else there has been talking to somebody else. Registers 4–5 move; 10–199 can be written.
"""

import asyncio
import itertools
import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.device import ModbusDeviceIdentification
from pymodbus.server import StartAsyncTcpServer

HOLDING = 3  # pymodbus names register spaces by the function code that reads them


async def move(context: ModbusServerContext) -> None:
    for tick in itertools.count():
        context[0].setValues(HOLDING, 4, [tick & 0xFFFF, (tick * 37) % 1000])
        await asyncio.sleep(0.5)


async def serve(signature: list[int], vendor: str, product: str, version: str) -> None:
    holding = ModbusSequentialDataBlock(0, signature + [0] * 196)
    coils = ModbusSequentialDataBlock(0, [0] * 64)
    slave = ModbusSlaveContext(hr=holding, ir=holding, co=coils, di=coils, zero_mode=True)
    context = ModbusServerContext(slaves=slave, single=True)
    identity = ModbusDeviceIdentification(
        info_name={"VendorName": vendor, "ProductCode": product, "MajorMinorRevision": version}
    )
    moving = asyncio.create_task(move(context))
    try:
        await StartAsyncTcpServer(context=context, identity=identity, address=("", 502))
    finally:
        moving.cancel()


if __name__ == "__main__":
    words = bytes.fromhex(sys.argv[1])
    asyncio.run(serve([int.from_bytes(words[i : i + 2], "big") for i in range(0, 8, 2)], *sys.argv[2:5]))

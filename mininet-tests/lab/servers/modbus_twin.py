"""A real device to be cloned: a Modbus/TCP server by pymodbus that answers as unit 58 alone.

Run in the device's namespace: ``modbus_twin.py``. Holding registers 12288–12543 can be written; input registers
0–1 move, 2–9 stand still; coils 0–15. It says who it is (function 43/14).
"""

import asyncio
import itertools

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.device import ModbusDeviceIdentification
from pymodbus.server import StartAsyncTcpServer

UNIT = 58
WRITABLE = 12288
INPUT = 4  # pymodbus names register spaces by the function code that reads them
IDENTITY = {
    "VendorName": "Nagara Instruments",
    "ProductCode": "NI-7700",
    "MajorMinorRevision": "2.14",
    "VendorUrl": "http://nagara.invalid",
    "ProductName": "Flow computer",
    "ModelName": "NI-7700/4",
    "UserApplicationName": "Pump house 3",
}


async def move(context: ModbusServerContext) -> None:
    for tick in itertools.count():
        context[UNIT].setValues(INPUT, 0, [tick & 0xFFFF, 400 + (tick * 7) % 50])
        await asyncio.sleep(0.5)


async def main() -> None:
    device = ModbusSlaveContext(
        hr=ModbusSequentialDataBlock(WRITABLE, [0] * 256),
        ir=ModbusSequentialDataBlock(0, [0, 400, 17, 170, 1700, 17000, 3, 33, 333, 3333]),
        co=ModbusSequentialDataBlock(0, [1, 0, 1, 1] * 4),
        di=ModbusSequentialDataBlock(0, [0] * 16),
        zero_mode=True,
    )
    context = ModbusServerContext(slaves={UNIT: device}, single=False)
    moving = asyncio.create_task(move(context))
    try:
        await StartAsyncTcpServer(
            context=context, identity=ModbusDeviceIdentification(info_name=IDENTITY), address=("", 502)
        )
    finally:
        moving.cancel()


if __name__ == "__main__":
    asyncio.run(main())

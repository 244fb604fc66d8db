"""Listens on TCP ports and greets whoever connects: what stands on a device besides Modbus.

Run in the device's namespace: ``greeter.py PORT=TEXT …``; the text may carry Python escapes (``\\r\\n``).
"""

import asyncio
import sys


async def listen(port: int, greeting: bytes) -> None:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(greeting)
            await reader.read(4096)
        except ConnectionError as gone:
            print(f"port {port}: {gone}", file=sys.stderr)
        finally:
            writer.close()

    server = await asyncio.start_server(greet, "0.0.0.0", port)
    await server.serve_forever()


async def main(arguments: list[str]) -> None:
    pairs = (argument.split("=", 1) for argument in arguments)
    await asyncio.gather(
        *(listen(int(port), text.encode().decode("unicode_escape").encode()) for port, text in pairs)
    )


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))

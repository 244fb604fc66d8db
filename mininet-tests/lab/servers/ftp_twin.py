"""A real device to be cloned: an FTP server by pyftpdlib, as the firmware updater of many a controller.

Run in the device's namespace: ``ftp_twin.py DIRECTORY``. Anonymous users may read what is there.
"""

import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer

BANNER = "NI-7700 firmware updater ready."


class Handler(FTPHandler):
    authorizer = DummyAuthorizer()
    banner = BANNER
    masquerade_address = None


if __name__ == "__main__":
    Handler.authorizer.add_anonymous(sys.argv[1])
    FTPServer(("", 21), Handler).serve_forever()

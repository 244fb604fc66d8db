"""A real device to be cloned: an FTP server by pyftpdlib, as the firmware updater of many a controller.

Run in the device's namespace: ``ftp_twin.py DIRECTORY``. The user operator may read what is there.
"""

import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer


class Handler(FTPHandler):
    authorizer = DummyAuthorizer()


if __name__ == "__main__":
    Handler.authorizer.add_user("operator", "pump3", sys.argv[1])
    FTPServer(("", 21), Handler).serve_forever()

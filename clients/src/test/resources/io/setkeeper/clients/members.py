"""Prints the addresses of the members that the primary names."""
import sys

import pymongo

for host in pymongo.MongoClient(sys.argv[1]).admin.command("isMaster")["hosts"]:
    print(host)

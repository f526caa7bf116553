"""Inserts numbers with w: majority until it is ended; prints each one when it is acknowledged.

A failed write is not tried again by this script (the driver retries by itself): its number is left out.
"""
import sys
import time

import pymongo
from pymongo.errors import PyMongoError
from pymongo.write_concern import WriteConcern

client = pymongo.MongoClient(sys.argv[1])
numbers = client.clients.get_collection("numbers", write_concern=WriteConcern("majority"))
n = int(time.time() * 1000) % 1000000000
while True:
    try:
        numbers.insert_one({"_id": n, "writer": "pymongo"})
        print(n, flush=True)
    except PyMongoError as error:
        print(n, error, file=sys.stderr, flush=True)
    n += 1
    time.sleep(0.01)

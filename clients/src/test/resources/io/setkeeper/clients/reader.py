"""Prints every number that the writers' collection holds."""
import sys

import pymongo

for document in pymongo.MongoClient(sys.argv[1]).clients.numbers.find():
    print(document["_id"])

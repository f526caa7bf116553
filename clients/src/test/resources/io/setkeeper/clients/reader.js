// Prints every number that the writers' collection holds.
db.getSiblingDB("clients").numbers.find().forEach((document) => print(document._id));

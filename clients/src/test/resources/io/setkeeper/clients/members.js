// Prints the addresses of the members that mongosh was told of.
db.hello().hosts.forEach((host) => print(host));

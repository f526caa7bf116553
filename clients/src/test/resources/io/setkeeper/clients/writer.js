// Inserts numbers with w: majority until it is ended; prints each one when it is acknowledged. A failed write is not
// tried again by this script: its number is left out, and what was wrong goes to stderr (mongosh's console.error writes
// to stdout, among the numbers).
const numbers = db.getSiblingDB("clients").numbers;
for (let n = Date.now() % 1000000000; ; n++) {
  try {
    numbers.insertOne({ _id: n, writer: "mongosh" }, { writeConcern: { w: "majority" } });
    print(n);
  } catch (error) {
    process.stderr.write(`${n} ${error.message}\n`);
  }
  sleep(10);
}

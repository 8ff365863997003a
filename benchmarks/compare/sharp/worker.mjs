// The other side of the comparison: sharp with its defaults, as its documentation writes it.
// Reads one JSON line a round, [{path, target, width, height}, …], and answers with the seconds
// the round took. As many pictures are under way as libuv has threads.
import { createInterface } from "node:readline";
import sharp from "sharp";

// Results that were made before are not taken again; sharp's own benchmarks do the same.
sharp.cache(false);

const underWay = Number(process.env.UV_THREADPOOL_SIZE ?? 4);

async function makeAll(tasks) {
  const waiting = tasks.values();
  const lane = async () => {
    for (const { path, target, width, height } of waiting) {
      await sharp(path).resize(width, height, { fit: "fill" }).jpeg({ quality: 80 }).toFile(target);
    }
  };
  await Promise.all(Array.from({ length: underWay }, lane));
}

for await (const line of createInterface({ input: process.stdin })) {
  const before = process.hrtime.bigint();
  await makeAll(JSON.parse(line));
  console.log(Number(process.hrtime.bigint() - before) / 1e9);
}

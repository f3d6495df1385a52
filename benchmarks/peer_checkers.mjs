// The same as peer_checkers.py for checkers that run on Node: alex and write-good.
// node peer_checkers.mjs FOLDER, where FOLDER holds node_modules.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const require = createRequire(join(folder, "package.json"));
const asked = JSON.parse(readFileSync(0, "utf8"));
const version = (name) =>
  JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;

const checkers = {
  alex: async () => {
    const path = join(folder, "node_modules", "alex", "index.js");
    const { text } = await import(pathToFileURL(path));
    return (ad) => text(ad).messages.map((message) => message.actual ?? message.reason);
  },
  "write-good": async () => {
    const check = require("write-good");
    return (ad) => check(ad).map((found) => ad.slice(found.index, found.index + found.offset));
  },
};

const result = {};
for (const [name, make] of Object.entries(checkers)) {
  let flagged;
  try {
    flagged = await make();
  } catch {
    continue;
  }
  const flags = asked.texts.map(flagged);
  const ms = [];
  for (let round = 0; round < asked.rounds; round++) {
    const began = process.cpuUsage();
    asked.texts.forEach(flagged);
    const spent = process.cpuUsage(began);
    ms.push((spent.user + spent.system) / 1000);
  }
  result[name] = { version: version(name), ms, flags };
}
console.log(JSON.stringify(result));

// Asks the engine of the search page, as `node ask.js ENGINE [SITE_FOLDER] < {files, queries}`; `files` are the
// site's by path where no folder is given. A query is `{q, filters, count, all}`; an answer `{state, total, exact,
// done, hits, files, bytes}`, the last two being what was loaded for the first page of a reader who comes
// for this query alone. The files of the index are run as scripts, as a browser does.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const [engine, folder] = process.argv.slice(2);
const { Index, Search } = require(path.resolve(engine));
const { files, queries } = JSON.parse(fs.readFileSync(0, "utf8"));

/** The text of a file in `search/`. */
function read(file) {
  const place = `search/${file.split("?")[0]}`;
  return folder ? fs.readFileSync(path.join(folder, place), "utf8") : files[place];
}

const ran = new Map();

/** The data that the script in `file` hands over, and its size. */
function run(name, file) {
  if (!ran.has(file)) {
    const script = read(file), got = new Map();
    vm.runInNewContext(script, { jianbaoShard: (part, data) => got.set(part, data) });
    if (!got.has(name)) throw new Error(`${file} is not ${name}`);
    ran.set(file, { data: got.get(name), bytes: Buffer.byteLength(script) });
  }
  return ran.get(file);
}

/** A reader with an empty cache. */
function reader() {
  const loaded = { files: 0, bytes: 0 };
  const load = async (name, file) => {
    const { data, bytes } = run(name, file);
    loaded.files += 1;
    loaded.bytes += bytes;
    return data;
  };
  return { index: new Index(load), loaded };
}

async function answer({ q, filters, count, all }) {
  const { index, loaded } = reader();
  const search = new Search(index, q, filters);
  if (search.state !== "ready") return { state: search.state, hits: [] };
  const hits = await search.more(count || 10);
  const { files, bytes } = loaded;
  const { total, exact, done } = search;
  while (all && !search.done) hits.push(...(await search.more(200)));
  return { state: "ready", total, exact, done, hits, files, bytes };
}

(async () => {
  const answers = [];
  for (const query of queries) answers.push(await answer(query));
  process.stdout.write(JSON.stringify(answers));
})().catch((error) => { console.error(error); process.exit(1); });

// Search without a server. What comes in: the files in `search/` (their form: src/render/search/mod.rs) and
// what a reader types; what goes out: hits, for `search.js` to show. It touches neither page nor network, so it
// runs in Node as well. One surprise: a pair of digits tells nothing, so numbers are looked up as words.
"use strict";
(() => {
  const PAIR = 2 ** 18, LETTER = 2 ** 36, WAVES = [6, 6, 12], FEW = 12, RANGE_SHARDS = 3;
  // Bytes that one view of hits may load, and what a text costs beside its group: a list of groups, now and then.
  const VIEW = 145e3, BESIDE = 500;
  const STANDS_FOR_WORD = 0x33000, WORDS = 53239;

  // --- Letters: as src/render/search/fold.rs and keys.rs have them ---

  const GAP = 0, BREAK = 1, PERCENT = 2, HAN = 3, WORD = 4;
  const MARK = /[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;
  const LETTERS = /[\p{Alphabetic}\p{N}]/u;
  const folds = new Map();

  function classOf(c) {
    const code = c.codePointAt(0);
    if (c === "\n") return BREAK;
    if (c === "%") return PERCENT;
    if ((code >= 0x3400 && code < 0x4dc0) || (code >= 0x4e00 && code < 0xa000)) return HAN;
    if (code >= 0x20000) return code < 0x40000 ? HAN : GAP;
    if (!LETTERS.test(c)) return GAP;
    return code >= 0x2e80 ? HAN : WORD;
  }

  /** The folded letters of one character, each with its class. */
  function fold(c) {
    let folded = folds.get(c);
    if (!folded) {
      folded = [];
      for (const part of c.normalize("NFKD")) {
        if (MARK.test(part)) continue;
        for (const lower of part.toLowerCase()) {
          const letter = lower === "ς" ? "σ" : lower;
          folded.push([letter, classOf(letter)]);
        }
      }
      folds.set(c, folded);
    }
    return folded;
  }

  /** What search compares: letters without the gaps, but for a space between two words, and where in `text`
   * each stood. */
  function skeleton(text) {
    const made = { text: "", letters: [], from: [], to: [] };
    let last = GAP, digit = false, open = false, at = 0;
    const push = (letter, end) => {
      made.text += letter;
      made.letters.push(letter);
      for (let unit = 0; unit < letter.length; unit++) { made.from.push(at); made.to.push(end); }
    };
    for (const c of text) {
      const end = at + c.length;
      for (const [letter, kind] of fold(c)) {
        const word = kind === WORD || (kind === PERCENT && open && digit);
        if (word && !open && last === WORD) push(" ", end);
        if (word || kind === HAN || kind === BREAK) {
          push(letter, end);
          last = word ? WORD : kind;
          digit = letter >= "0" && letter <= "9";
        }
        open = word;
      }
      at = end;
    }
    return made;
  }

  const isWord = (c) => c === "%" || classOf(c) === WORD;

  function letterCode(c) {
    if (c >= "0" && c <= "9") return c.charCodeAt(0) - 47;
    if (c >= "a" && c <= "z") return c.charCodeAt(0) - 86;
    return c === "%" ? 37 : 38 + (c.codePointAt(0) % 24);
  }

  function wordLookup(letters, last) {
    let key = 0, unit = LETTER * 64;
    for (const letter of letters.slice(0, 7)) { unit /= 64; key += letterCode(letter) * unit; }
    return { key, to: last ? key + unit - 1 : key, weak: last && letters.length < 2 };
  }

  function bucketOf(key) {
    const letter = Math.floor(key / LETTER), first = Math.floor(key / PAIR);
    if (letter > 0) return 48 + (letter >> 2);
    if (first < 0x4e00) return 0;
    if (first >= STANDS_FOR_WORD) return 43 + Math.floor((first - STANDS_FOR_WORD) / (Math.floor(WORDS / 5) + 1));
    return first < 0xa000 ? 1 + ((first - 0x4e00) >> 9) : 42;
  }

  /** What to look up for the letters of one part of a query, the most telling first. */
  function lookups(letters) {
    const pairs = [], words = [];
    let word = 0;
    for (let at = 0; at < letters.length; at++) {
      const [a, b] = [letters[at], letters[at + 1]];
      if (isWord(a) && (at === 0 || !isWord(letters[at - 1]))) {
        let end = at + 1;
        while (end < letters.length && isWord(letters[end])) end++;
        words.push(wordLookup(letters.slice(at, end), end === letters.length));
        word = words[words.length - 1].key;
      }
      if (b === undefined || a === " " || b === " " || (isWord(a) && isWord(b))) continue;
      const first = isWord(a) ? STANDS_FOR_WORD + (word % WORDS) : a.codePointAt(0);
      const key = first * PAIR + b.codePointAt(0);
      pairs.push({ key, to: key, weak: false });
    }
    const step = Math.max(2, Math.ceil(pairs.length / 5));
    const spread = [...pairs.filter((_, at) => at % step === 0), ...pairs.filter((_, at) => at % step !== 0)];
    const strong = [...words.filter((word) => !word.weak), ...spread];
    return strong.length > 0 ? strong : words;
  }

  /** A query's parts, which must all be found, and what to look up for them, in turn. */
  function plan(query) {
    const parts = [], lists = [];
    for (const text of query.split(/\s+/u)) {
      const { text: needle, letters } = skeleton(text);
      if (needle === "") continue;
      parts.push({ needle, word: isWord(letters[0]) });
      lists.push(lookups(letters));
    }
    const all = [];
    for (let turn = 0; lists.some((list) => turn < list.length); turn++) {
      lists.forEach((list, part) => { if (turn < list.length) all.push({ ...list[turn], part }); });
    }
    const sure = all.length <= WAVES[0] && lists.every((list, at) =>
      list.length === 1 && list[0].key < LETTER && [...parts[at].needle].length === 2);
    return { parts, lookups: all, sure };
  }

  /** Where `part` stands in a skeleton, as [from, to] of its text; a word is found from its start on. */
  function places(part, { text, from, to }) {
    const found = [];
    for (let at = text.indexOf(part.needle); at >= 0; at = text.indexOf(part.needle, at + 1)) {
      if (part.word && at > 0 && isWord(text[at - 1])) continue;
      found.push([from[at], to[at + part.needle.length - 1]]);
    }
    return found;
  }

  // --- Lists of documents: as src/render/search/postings.rs writes them ---

  function bytesOf(base64) {
    const text = atob(base64), bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
    return bytes;
  }

  class Reader {
    constructor(bytes) { this.bytes = bytes; this.bit = 0; }
    get ended() { return this.bit >> 3 >= this.bytes.length; }
    one() { const { bit } = this; this.bit++; return (this.bytes[bit >> 3] >> (bit & 7)) & 1; }
    align() { this.bit = (this.bit + 7) & ~7; }
    varint() {
      let value = 0, unit = 1;
      for (;;) {
        const byte = this.bytes[this.bit >> 3];
        this.bit += 8;
        value += (byte & 127) * unit;
        if (byte < 128) return value;
        unit *= 128;
      }
    }
    ascending(universe, many) {
      const low = 31 - Math.clz32(Math.max(1, Math.floor((universe * 11) / Math.max(1, many * 16))));
      const numbers = [];
      for (let next = 0; numbers.length < many; next++) {
        let high = 0, rest = 0;
        while (!this.one()) if (++high > universe) throw new Error("damaged shard");
        for (let bit = 0; bit < low; bit++) rest |= this.one() << bit;
        next += (high << low) + rest;
        numbers.push(next);
      }
      return numbers;
    }
  }

  /** The lists of all keys of a shard between `key` and `to`. */
  function readShard(base64, first, { key, to }, span) {
    const reader = new Reader(bytesOf(base64)), found = [];
    for (let at = first; !reader.ended; ) {
      at += reader.varint();
      if (at > to) break;
      const spots = reader.ascending(span, reader.varint() + 1);
      reader.align();
      if (at >= key) found.push(spots);
    }
    return found;
  }

  const union = (lists) => lists.length === 1 ? lists[0] : [...new Set(lists.flat())].sort((a, b) => a - b);
  const documents = (spots) => [...new Set(spots.map((spot) => spot >> 2))];
  const titled = (spots) => spots.filter((spot) => spot % 4 === 0).map((spot) => spot >> 2);

  function intersection(a, b) {
    const both = [];
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] === b[j]) { both.push(a[i]); i++; j++; } else if (a[i] < b[j]) i++; else j++;
    }
    return both;
  }

  // --- The index. `load(name, file)` gives a promise of the data of one file ---

  /** How many bytes `data` was in its file, nearly: never much fewer. */
  function weight(data) {
    if (Array.isArray(data)) return data.reduce((sum, item) => sum + weight(item) + 1, 2);
    if (typeof data !== "string") return 6;
    let bytes = data.length + 2;
    for (let at = 0; at < data.length; at++) if (data.charCodeAt(at) > 0x7f) bytes += 2;
    return bytes;
  }

  const hashAt = (hashes, at) => hashes.slice(at * 8, at * 8 + 8);

  class Index {
    constructor(load) { Object.assign(this, { load, files: new Map(), fresh: 0, loaded: 0 }); }
    /** Begins anew from a root that no cache has. */
    renew() { this.files = new Map(); this.fresh = Date.now(); }
    part(name, hash) {
      const file = hash ? `${name}-${hash}.js` : `${name}.js` + (this.fresh ? `?${this.fresh}` : "");
      if (!this.files.has(file)) {
        const data = this.load(name, file).then((data) => {
          this.loaded += 30 + file.length + (typeof data === "object" && !Array.isArray(data) ? 3000 : weight(data));
          return data;
        });
        data.catch(() => this.files.delete(file));
        this.files.set(file, data);
      }
      return this.files.get(file);
    }
    root() { return this.part("index"); }
    /** The spots of an era under a lookup: four for each document, the first of them the title. */
    async spots(era, lookup) {
      const [span, hashes] = (await this.root()).eras[era];
      const bucket = bucketOf(lookup.key), hash = hashAt(hashes, bucket);
      if (hash === "--------") return [];
      const name = `p/${era}/${bucket}`, [gaps, shards] = await this.part(name, hash);
      const wanted = [];
      for (let at = 0, first = 0; at < gaps.length; at++) {
        first += gaps[at];
        if (first <= lookup.key) wanted.length = 0;
        if (first <= lookup.to && wanted.length < RANGE_SHARDS) wanted.push([at, first]);
      }
      const found = await Promise.all(wanted.map(async ([at, first]) =>
        readShard(await this.part(`${name}/${at}`, hashAt(shards, at)), first, lookup, span)));
      return union(found.flat());
    }
    async record(number) {
      const { texts, page, group } = await this.root();
      const at = Math.floor(number / group), list = Math.floor(at / page);
      const hashes = await this.part(`t/${list}`, hashAt(texts, list));
      return (await this.part(`t/${list}/${at}`, hashAt(hashes, at % page)))[number % group];
    }
    /** Every place with its whole path. */
    async places() {
      const path = [];
      return (await this.part("places", (await this.root()).places)).map(([depth, name, count], number) => {
        path.length = depth - 1;
        path.push(name);
        return { number, name, path: path.join("/"), count };
      });
    }
    /** The numbers of the documents from one day to another, as [first, behind the last]. */
    async days(from, to) {
      const { days, documents } = await this.root();
      if (!from && !to) return [0, documents];
      const table = await this.part("days", days);
      const day = (text, none) => (text ? Math.round(Date.parse(`${text}T00:00:00Z`) / 864e5) : none);
      const first = day(from, -Infinity), last = day(to, Infinity);
      let start = table[0], end = table[0], date = 0, number = table[0];
      for (let at = 1; at < table.length; at += 2) {
        date += table[at];
        number += table[at + 1];
        if (date < first) start = number;
        if (date <= last) end = number;
      }
      return [start, Math.max(start, end)];
    }
  }

  /** The lookups of one filter, of which any may be true; null for none. */
  async function filterLookups(index, filters) {
    const exact = (letter, number) => ({ key: letter * LETTER + number, to: letter * LETTER + number });
    const all = [];
    if (filters.kind) {
      const number = (await index.root()).kinds.findIndex(([name]) => name === filters.kind);
      all.push(number < 0 ? [] : [exact(63, number)]);
    }
    const wanted = (filters.place || "").trim();
    if (wanted) {
      const places = await index.places();
      const named = places.filter(({ path, name }) => path === wanted || name === wanted);
      const like = named.length > 0 ? named : places.filter(({ name }) => name.startsWith(wanted)).slice(0, 8);
      all.push(like.map(({ number }) => exact(62, number)));
    }
    return all;
  }

  /** One query being answered, page by page. */
  class Search {
    constructor(index, query, filters = {}) {
      Object.assign(this, { index, filters, plan: plan(query) });
      Object.assign(this, { total: 0, exact: true, done: false, queue: [] });
    }
    /** "empty", "short" (a single Han character says too little) or "ready". */
    get state() {
      if (this.plan.parts.length === 0) return "empty";
      return this.plan.lookups.length === 0 ? "short" : "ready";
    }
    async begin() {
      this.root = await this.index.root();
      this.era = this.root.eras.length;
      this.range = await this.index.days(this.filters.from, this.filters.to);
      this.filtering = await filterLookups(this.index, this.filters);
    }
    /** All documents of an era and those with all parts in the title. The pairs of one part stand in one spot;
     * while many documents are left, more of them are looked up. */
    async candidates(era) {
      const spots = this.plan.parts.map(() => null);
      let all = null, done = 0;
      for (const wave of WAVES) {
        const asked = this.plan.lookups.slice(done, done += wave);
        const enough = all && (all.length <= FEW || this.index.loaded > this.most - VIEW / 2);
        if (asked.length === 0 || enough) break;
        const lists = await Promise.all(asked.map((lookup) => this.index.spots(era, lookup)));
        lists.forEach((list, at) => {
          const { part } = asked[at];
          spots[part] = spots[part] ? intersection(spots[part], list) : list;
        });
        all = spots.filter((list) => list).map(documents).reduce(intersection);
      }
      const unasked = (list) => (list ? titled(list) : all);
      return { all, titles: spots.map(unasked).reduce(intersection) };
    }
    /** Lines up the documents of the next older era: titles first, then from the newest on. */
    async nextEra() {
      const era = --this.era, base = era * this.root.era;
      const limits = this.filtering.map(async (any) =>
        documents(union([[], ...(await Promise.all(any.map((lookup) => this.index.spots(era, lookup))))])));
      let { all, titles } = await this.candidates(era);
      for (const limit of await Promise.all(limits)) all = intersection(all, limit);
      all = all.filter((number) => base + number >= this.range[0] && base + number < this.range[1]);
      titles = intersection(titles, all);
      const line = (numbers, title) => numbers.map((number) => ({ number: base + number, title })).reverse();
      this.queue = [...line(titles, true), ...line(all, false)];
      this.seen = new Set();
      this.total += all.length;
      this.exact = this.plan.sure;
    }
    /** The next hits, `count` of them or all that are left; fewer, or none yet, when too many bytes went into
     * candidates that were none. */
    async more(count) {
      this.most = this.index.loaded + VIEW;
      if (!this.root) await this.begin();
      const hits = [];
      let tried = false;
      while (hits.length < count) {
        if (this.queue.length === 0 && this.era === 0) break;
        if (this.queue.length === 0) { await this.nextEra(); continue; }
        const size = Math.floor((this.most - this.index.loaded) / (this.root.weight + BESIDE));
        if (size < 1 && tried) break;
        tried = true;
        const batch = this.batch(Math.max(1, Math.min(size, count - hits.length)));
        const made = await Promise.all(batch.map((candidate) => this.prove(candidate)));
        hits.push(...made.filter((hit) => hit !== null));
      }
      this.queue = this.queue.filter(({ number }) => !this.seen.has(number));
      this.done = this.queue.length === 0 && this.era === 0;
      if (this.done) this.exact = true;
      return hits;
    }
    /** The next candidates: all titles or none, as a title that fails comes again among the others. */
    batch(size) {
      const { title } = this.queue[0], border = this.queue.findIndex((candidate) => candidate.title !== title);
      const next = this.queue.splice(0, border < 0 ? size : Math.min(size, border));
      return next.filter(({ number }) => !this.seen.has(number));
    }
    /** The hit that a candidate is, or null. */
    async prove({ number, title }) {
      const [heading, text, date, kind, place, url, whole] = await this.index.record(number);
      const { parts } = this.plan, top = skeleton(heading), body = skeleton(text);
      const above = parts.map((part) => places(part, top)), below = parts.map((part) => places(part, body));
      if (title && above.some((found) => found.length === 0)) return null;
      this.seen.add(number);
      if (whole && parts.some((_, at) => above[at].length + below[at].length === 0)) { this.total--; return null; }
      const first = Math.min(...below.filter((found) => found.length > 0).map((found) => found[0][0]), Infinity);
      return {
        number, date, place, url, kind: this.root.kinds[kind], inTitle: title,
        title: segments(heading, above.flat(), 0, heading.length), snippet: snippet(text, below.flat(), first),
      };
    }
  }

  function snippet(text, marks, first) {
    const low = (at) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
    let start = first === Infinity || first < 30 ? 0 : first - 24, end = Math.min(text.length, start + 120);
    if (low(start)) start++;
    if (low(end)) end++;
    const made = segments(text, marks, start, end);
    if (start > 0) made.unshift({ text: "…", mark: false });
    if (end < text.length) made.push({ text: "…", mark: false });
    return made;
  }

  /** `text` from `start` to `end`, cut where marking begins and ends. */
  function segments(text, marks, start, end) {
    const cut = [];
    let at = start;
    const push = (to, mark) => {
      if (to > at) { cut.push({ text: text.slice(at, to).replace(/\n/g, " "), mark }); at = to; }
    };
    for (const [from, to] of marks.sort((a, b) => a[0] - b[0])) {
      push(Math.min(from, end), false);
      push(Math.min(to, end), true);
    }
    push(end, false);
    return cut;
  }

  if (typeof module === "object") module.exports = { Index, Search, plan, skeleton };
  else globalThis.jianbaoSearch = { Index, Search };
})();

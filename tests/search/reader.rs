//! The files of an index in, every key with its spots out: the format read a second time, from its description.

use std::collections::BTreeMap;

use serde_json::Value;

/// The data of the part `name` with `hash`.
pub fn part(files: &BTreeMap<String, Vec<u8>>, name: &str, hash: &str) -> Value {
    let path = if hash.is_empty() { format!("search/{name}.js") } else { format!("search/{name}-{hash}.js") };
    let script = std::str::from_utf8(files.get(&path).expect(&path)).unwrap();
    let call = format!("jianbaoShard({name:?},");
    serde_json::from_str(script.strip_prefix(&call).unwrap().strip_suffix(")\n").unwrap()).unwrap()
}

fn hashes(list: &str) -> Vec<&str> {
    list.as_bytes().chunks(8).map(|hash| std::str::from_utf8(hash).unwrap()).collect()
}

/// All keys of the first era.
pub fn keys(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<u64, Vec<u32>> {
    let root = part(files, "index", "");
    let mut keys = BTreeMap::new();
    let span = root["eras"][0][0].as_u64().unwrap();
    for (bucket, hash) in hashes(root["eras"][0][1].as_str().unwrap()).into_iter().enumerate() {
        if hash == "--------" {
            continue;
        }
        let list = part(files, &format!("p/0/{bucket}"), hash);
        let mut first = 0;
        for (at, hash) in hashes(list[1].as_str().unwrap()).into_iter().enumerate() {
            first += list[0][at].as_u64().unwrap();
            let shard = part(files, &format!("p/0/{bucket}/{at}"), hash);
            read_shard(&bytes(shard.as_str().unwrap()), first, span, &mut keys);
        }
    }
    keys
}

fn read_shard(bytes: &[u8], first: u64, span: u64, keys: &mut BTreeMap<u64, Vec<u32>>) {
    let mut bits = Bits { bytes, at: 0 };
    let mut key = first;
    while bits.at < bytes.len() * 8 {
        key += bits.varint();
        let many = bits.varint() + 1;
        assert!(keys.insert(key, bits.ascending(span, many)).is_none(), "a key stands twice");
        bits.at = bits.at.next_multiple_of(8);
    }
}

struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn bit(&mut self) -> u64 {
        let bit = self.bytes[self.at / 8] >> (self.at % 8) & 1;
        self.at += 1;
        u64::from(bit)
    }

    fn number(&mut self, bits: u32) -> u64 {
        (0..bits).map(|place| self.bit() << place).sum()
    }

    fn varint(&mut self) -> u64 {
        let mut value = 0;
        for place in 0.. {
            let byte = self.number(8);
            value |= (byte & 127) << (7 * place);
            if byte < 128 {
                break;
            }
        }
        value
    }

    fn ascending(&mut self, span: u64, many: u64) -> Vec<u32> {
        let low = (span * 11 / (many * 16)).max(1).ilog2();
        let mut next = 0;
        let mut all = Vec::new();
        for _ in 0..many {
            let mut high = 0;
            while self.bit() == 0 {
                high += 1;
            }
            next += (high << low) + self.number(low);
            all.push(next as u32);
            next += 1;
        }
        all
    }
}

fn bytes(base64: &str) -> Vec<u8> {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut held, mut count) = (0, 0);
    for digit in base64.trim_end_matches('=').chars() {
        held = (held << 6 | digits.find(digit).unwrap()) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
        }
    }
    bytes
}

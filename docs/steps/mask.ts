// The step `mask`: the digits in the texts of the variables become '#'; names and numbers stay as they are.
// npx --package=assemblyscript@0.27.31 asc docs/steps/mask.ts --runtime stub --use abort= -O -o steps/mask.wasm

const QUOTE: u8 = 0x22, BACKSLASH: u8 = 0x5c, COLON: u8 = 0x3a, HASH: u8 = 0x23, U: u8 = 0x75;

export function alloc(length: i32): usize {
  return heap.alloc(length);
}

export function run(address: usize, length: i32): u64 {
  let at = address;
  const end = address + length;
  while (at < end) {
    if (load<u8>(at) != QUOTE) {
      at++;
      continue;
    }
    const close = endOfString(at + 1, end);
    if (close + 1 >= end || load<u8>(close + 1) != COLON) {
      mask(at + 1, close);
    }
    at = close + 1;
  }
  return ((address as u64) << 32) | (length as u64);
}

function endOfString(from: usize, end: usize): usize {
  let at = from;
  while (at < end && load<u8>(at) != QUOTE) {
    at += load<u8>(at) == BACKSLASH ? 2 : 1;
  }
  return at;
}

function mask(from: usize, end: usize): void {
  let at = from;
  while (at < end) {
    const c = load<u8>(at);
    if (c == BACKSLASH) {
      at += load<u8>(at + 1) == U ? 6 : 2; // an escape's digits are no digits of the text
      continue;
    }
    if (c >= 0x30 && c <= 0x39) {
      store<u8>(at, HASH);
    }
    at++;
  }
}

// Makes pictures smaller without changing a pixel: the browser writes them fast, not small.

import { constants, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = 8;
/** Bytes of a pixel by the colour type of the header: grey, colours, palette, grey and alpha, colours and alpha. */
const BYTES = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function* chunks(png) {
  for (let at = SIGNATURE; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { kind: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

const CRC = Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  const [length, end] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  end.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, end]);
}

function paeth(left, up, both) {
  const guess = left + up - both;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - both)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : both;
}

/** What a filter expects of a byte, from the bytes beside and above it. */
const EXPECTED = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

/** The bytes of the picture, row by row, without filters. */
function plain(filtered, stride, step) {
  const rows = filtered.length / (stride + 1);
  const out = Buffer.alloc(rows * stride);
  for (let row = 0; row < rows; row += 1) {
    const expected = EXPECTED[filtered[row * (stride + 1)]];
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column;
      const left = column < step ? 0 : out[at - step];
      const up = row === 0 ? 0 : out[at - stride];
      const both = row === 0 || column < step ? 0 : out[at - stride - step];
      out[at] = filtered[row * (stride + 1) + 1 + column] + expected(left, up, both);
    }
  }
  return out;
}

/** The same with one filter for all rows. */
function filtered(bytes, stride, step, filter) {
  const rows = bytes.length / stride;
  const expected = EXPECTED[filter];
  const out = Buffer.alloc(rows * (stride + 1));
  for (let row = 0; row < rows; row += 1) {
    out[row * (stride + 1)] = filter;
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column;
      const left = column < step ? 0 : bytes[at - step];
      const up = row === 0 ? 0 : bytes[at - stride];
      const both = row === 0 || column < step ? 0 : bytes[at - stride - step];
      out[row * (stride + 1) + 1 + column] = bytes[at] - expected(left, up, both);
    }
  }
  return out;
}

/** The picture in as few bytes as a plain search finds; pictures of other forms are given back as they are. */
export function squeezed(png) {
  const all = [...chunks(png)];
  const head = all[0].data;
  const [width, depth, kind, interlaced] = [head.readUInt32BE(0), head[8], head[9], head[12]];
  if (depth !== 8 || interlaced) return png;
  const step = BYTES[kind];
  const stride = width * step;
  const packed = Buffer.concat(all.filter((one) => one.kind === "IDAT").map((one) => one.data));
  const bytes = plain(inflateSync(packed), stride, step);
  const settings = { level: 9, memLevel: 9, strategy: constants.Z_DEFAULT_STRATEGY };
  const tries = EXPECTED.map((_, filter) => deflateSync(filtered(bytes, stride, step, filter), settings));
  const smallest = tries.reduce((one, other) => (other.length < one.length ? other : one));
  const kept = all.filter((one) => one.kind !== "IDAT" && one.kind !== "IEND");
  const parts = [...kept.map((one) => chunk(one.kind, one.data)), chunk("IDAT", smallest), chunk("IEND", Buffer.alloc(0))];
  const result = Buffer.concat([png.subarray(0, SIGNATURE), ...parts]);
  return result.length < png.length ? result : png;
}

// Links as others make them: cut, altered, and made to hurt.

import { crc32, deflateRawSync } from "node:zlib";

/** A link that says what it holds, with a right checksum: only unpacking shows what is in it. */
export function linkOf(bytes, unpacked) {
  const payload = deflateRawSync(bytes, { level: 9 }).toString("base64url");
  const checksum = crc32(`${unpacked}${payload}`).toString(16).padStart(8, "0");
  return `#d1=${payload.length}.${unpacked}.${checksum}.${payload}`;
}

/** The fragment of a link. */
export function fragmentOf(link) {
  return link.slice(link.indexOf("#"));
}

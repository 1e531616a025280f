//! Several chunks of the program in one file: one request instead of one for each, and alike code compresses better.
//!
//! The file is a WebAssembly module without code that holds each chunk as a custom section: hosts send it as they send the
//! other parts, and the browser itself takes the chunks out.

use super::Outcome;
use std::fs;
use std::path::Path;

/// How the linking script fetches a chunk.
const FETCHED: (&str, &str) = ("fetch(new URL(\"./", "\", import.meta.url))");

/// What the linking script needs to take a chunk out of such a file; a file that could not be loaded is asked for again.
const TAKES_OUT: &str = r"
const packs = new Map();
function packed(file, chunk) {
    if (!packs.has(file.href)) {
        const loading = fetch(file).then((answer) => answer.arrayBuffer()).then((bytes) => WebAssembly.compile(bytes));
        loading.catch(() => packs.delete(file.href));
        packs.set(file.href, loading);
    }
    return packs.get(file.href).then((pack) => new Response(WebAssembly.Module.customSections(pack, chunk)[0]));
}
";

/// The linking script with what takes chunks out of files that hold several.
pub(super) fn able_to_take_out(links: &str) -> String {
    format!("{links}{TAKES_OUT}")
}

/// Puts files of a folder into one and takes them away; gives the linking script that looks for them there.
pub(super) fn pack(folder: &Path, chunks: &[String], name: &str, links: &str) -> Outcome<String> {
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    let mut links = links.to_owned();
    let (before, after) = FETCHED;
    for chunk in chunks {
        let path = folder.join(chunk);
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        module.extend(section(chunk, &bytes)?);
        let fetched = format!("{before}{chunk}{after}");
        if !links.contains(&fetched) {
            return Err(format!("{chunk} is loaded in another way than expected"));
        }
        links = links.replace(
            &fetched,
            &format!("packed(new URL(\"./{name}\", import.meta.url), \"{}\")", label(chunk)),
        );
        fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let path = folder.join(name);
    fs::write(&path, module).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(links)
}

/// The name of a chunk inside of a file.
fn label(chunk: &str) -> &str {
    chunk.split('.').next().unwrap_or(chunk)
}

/// A custom section.
fn section(chunk: &str, bytes: &[u8]) -> Outcome<Vec<u8>> {
    let label = label(chunk).as_bytes();
    let named = [number(label.len())?, label.to_vec()].concat();
    let length = number(named.len() + bytes.len())?;
    Ok([vec![0], length, named, bytes.to_vec()].concat())
}

/// A number as WebAssembly writes it: seven bits a byte, the lowest first.
fn number(count: usize) -> Outcome<Vec<u8>> {
    let mut rest =
        u32::try_from(count).map_err(|_| "a chunk is larger than WebAssembly can say".to_owned())?;
    let mut bytes = Vec::new();
    loop {
        let [low, ..] = rest.to_le_bytes();
        rest >>= 7;
        if rest == 0 {
            bytes.push(low);
            return Ok(bytes);
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::{number, pack, section};

    #[test]
    fn lengths_are_those_of_webassembly() {
        assert_eq!(number(5), Ok(vec![5]));
        assert_eq!(number(128), Ok(vec![0x80, 1]));
        assert_eq!(number(624_485), Ok(vec![0xe5, 0x8e, 0x26]));
        assert_eq!(section("chunk_8.wasm", b"abc"), Ok(b"\0\x0b\x07chunk_8abc".to_vec()));
    }

    #[test]
    fn chunks_are_looked_for_where_they_are() {
        let folder = std::env::temp_dir().join(format!("netyard-chunks-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap_or_default();
        std::fs::write(folder.join("chunk_1.wasm"), b"one").unwrap_or_default();
        let links = "const src = fetch(new URL(\"./chunk_1.wasm\", import.meta.url));";
        let patched = pack(&folder, &["chunk_1.wasm".to_owned()], "all.wasm", links);
        let expected = "const src = packed(new URL(\"./all.wasm\", import.meta.url), \"chunk_1\");";
        assert_eq!(patched.as_deref(), Ok(expected));
        assert!(!folder.join("chunk_1.wasm").exists());
        assert!(std::fs::read(folder.join("all.wasm")).unwrap_or_default().ends_with(b"chunk_1one"));
        assert!(pack(&folder, &["chunk_2.wasm".to_owned()], "all.wasm", links).is_err());
        std::fs::remove_dir_all(&folder).unwrap_or_default();
    }
}

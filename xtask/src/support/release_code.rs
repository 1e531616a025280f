//! The program of the release page: compiled, cut into parts, bound to scripts, made small, and named by its content.
//!
//! Parts are cut where `app/src/demand` says. Relocations, which the cut needs, are gone after wasm-bindgen, so the
//! cut comes first; trunk has no place for it, so it takes the finished files as they are.

use super::{Outcome, Run, chunk_pack, root, scripts};
use crate::tool::WASM_TARGET;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The stem of the main script and of the main WebAssembly file.
const STEM: &str = "netyard";
/// The script between the main part and the others, as wasm-split names it.
const LINKS: &str = "__wasm_split.js";
/// The part that shows drawings, as `app/src/demand/cuts.rs` names it.
const SIGHT: &str = "sight";
/// The part that changes drawings.
const HANDS: &str = "hands";
/// Features of WebAssembly that the compiler uses and every browser of the last years has.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-sign-ext",
    "--enable-mutable-globals",
];

/// The finished files by name.
pub(super) struct Code {
    /// The main script.
    pub(super) script: String,
    /// The WebAssembly file that it starts.
    pub(super) main: String,
    /// What shows drawings: wanted at once, but not for an empty page.
    pub(super) sight: Vec<String>,
    /// What changes drawings, besides: wanted at once, but not for the first picture.
    pub(super) hands: Vec<String>,
    /// What comes later: the linking script and the other parts.
    pub(super) parts: Vec<String>,
}

/// Makes the files of `target/release-page/code`.
pub(super) fn build() -> Outcome<Code> {
    let work = root().join("target/release-page");
    let [split, bound, finished] = ["split", "bound", "code"].map(|name| work.join(name));
    for folder in [&split, &bound, &finished] {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    compile()?;
    let whole = root().join("target").join(WASM_TARGET).join("web/netyard-app.wasm");
    Run::new("wasm-split-cli").arg(&whole).arg(&split).args(["--target", "web", "--out-name", STEM]).run()?;
    Run::new("wasm-bindgen")
        // The parts take table, stack and memory of the main part.
        .args(["--keep-lld-exports", "--target", "web", "--no-typescript", "--out-name", STEM, "--out-dir"])
        .arg(&bound)
        .arg(split.join(format!("{STEM}.wasm")))
        .run()?;
    let main = format!("{STEM}_bg.wasm");
    make_small(&bound.join(&main), &finished.join(&main))?;
    for part in
        files_in(&split)?.iter().filter(|name| is_kind(name, "wasm") && **name != format!("{STEM}.wasm"))
    {
        make_small(&split.join(part), &finished.join(part))?;
    }
    let script = format!("{STEM}.js");
    let glue = scripts::short(&read(&bound.join(&script))?).map_err(|error| format!("{script}: {error}"))?;
    write(&finished.join(&script), &glue)?;
    let written = read(&split.join(LINKS))?;
    let mut links = chunk_pack::able_to_take_out(&any_type(&written)?);
    let sight = files_of(SIGHT, &written)?;
    let mut hands = files_of(HANDS, &written)?;
    hands.retain(|name| !sight.contains(name));
    // Both are fetched as a whole, so what they share with others is one file of each.
    let mut packed = |files: &[String], name: &str| -> Outcome<Vec<String>> {
        let Some((own, chunks)) = files.split_first() else { return Ok(Vec::new()) };
        links = chunk_pack::pack(&finished, chunks, name, &links)?;
        Ok(vec![own.clone(), name.to_owned()])
    };
    let (sight, hands) = (packed(&sight, "shared_sight.wasm")?, packed(&hands, "shared_hands.wasm")?);
    write(&finished.join(LINKS), &links)?;
    name_by_content(&finished, &sight, &hands)
}

fn compile() -> Outcome {
    Run::new("cargo")
        // Separated so that no path with a blank falls apart.
        .env("CARGO_ENCODED_RUSTFLAGS", flags().join("\u{1f}"))
        .args(["build", "--profile", "web", "--target", WASM_TARGET, "--package", "netyard-app"])
        .run()
}

/// What the compiler is told, after what the environment tells it: leptos then keeps one type for all views, instead
/// of one for each, which makes the file a tenth smaller; parts are cut; the linker keeps what the cut needs; and places
/// in libraries, which stand in the file for the words of a panic, are not those of this machine.
fn flags() -> Vec<String> {
    let given = std::env::var("RUSTFLAGS").unwrap_or_default();
    let mut flags: Vec<String> = given.split_whitespace().map(str::to_owned).collect();
    let own = ["--cfg", "erase_components", "--cfg", "parts_on_demand", "-Clink-arg=--emit-relocs"];
    flags.extend(own.map(str::to_owned));
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    if let Some(home) = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))) {
        flags.push(format!("--remap-path-prefix={}=", home.join("registry/src").display()));
    }
    flags
}

fn make_small(from: &Path, to: &Path) -> Outcome {
    Run::new("wasm-opt")
        .arg("-Oz")
        .args(WASM_FEATURES)
        // Alike functions side by side compress better.
        .args(["--reorder-functions-by-name", "--strip-debug", "--strip-producers"])
        .arg(from)
        .arg("-o")
        .arg(to)
        // It wonders about names in the parts, which it takes out anyway.
        .run_quietly()
}

/// A host that gives WebAssembly another type than its own is no reason not to load a part.
fn any_type(links: &str) -> Outcome<String> {
    const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
    const PLAIN: &str = "WebAssembly.instantiate(await (await src).arrayBuffer(), imports)";
    if !links.contains(STREAMED) {
        return Err(format!("{LINKS} loads parts in another way than expected"));
    }
    Ok(links.replace(STREAMED, PLAIN))
}

/// The files of a part and of what it shares with others, as the linking script loads them: `split_hands.wasm` and
/// `chunk_8.wasm` for `… __wasm_split_load_hands = …("./split_hands.wasm" …, [__chunk_8]));`.
fn files_of(part: &str, links: &str) -> Outcome<Vec<String>> {
    let unknown = || format!("{LINKS} loads the part `{part}` in another way than expected");
    let begin = links.find(&format!("__wasm_split_load_{part} ")).ok_or_else(unknown)?;
    let statement =
        links.get(begin..).and_then(|rest| rest.split(";\nexport ").next()).ok_or_else(unknown)?;
    let (_, shared) = statement.rsplit_once('[').ok_or_else(unknown)?;
    let shared = shared.split(']').next().unwrap_or_default().split(',').map(str::trim);
    let chunks = shared.filter_map(|name| name.strip_prefix("__")).map(|chunk| format!("{chunk}.wasm"));
    Ok(std::iter::once(format!("split_{part}.wasm")).chain(chunks).collect())
}

/// Writes a hash of all files into the name of each, and the new names into the scripts: a browser that keeps an old
/// file never mixes two versions. `sight` are the files of what shows drawings, `hands` those of what changes them.
fn name_by_content(folder: &Path, sight: &[String], hands: &[String]) -> Outcome<Code> {
    if let Some(missing) = sight.iter().chain(hands).find(|name| !folder.join(name).exists()) {
        return Err(format!("{LINKS} loads `{missing}`, which is not there"));
    }
    let names = files_in(folder)?;
    let mut hasher = DefaultHasher::new();
    for name in &names {
        fs::read(folder.join(name)).map_err(|error| format!("{name}: {error}"))?.hash(&mut hasher);
    }
    let hash = format!("{:016x}", hasher.finish());
    let with_hash = |name: &str| hashed(name, &hash);
    for script in names.iter().filter(|name| is_kind(name, "js")) {
        let path = folder.join(script);
        let text = names.iter().fold(read(&path)?, |text, name| renamed(&text, name, &with_hash(name)));
        write(&path, &text)?;
    }
    for name in &names {
        fs::rename(folder.join(name), folder.join(with_hash(name)))
            .map_err(|error| format!("{name}: {error}"))?;
    }
    let script = format!("{STEM}.js");
    let main = format!("{STEM}_bg.wasm");
    let is_early = |name: &String| sight.contains(name) || hands.contains(name);
    let others = names.iter().filter(|name| **name != script && **name != main && !is_early(name));
    let parts = others.map(|name| with_hash(name)).collect();
    let finished = |files: &[String]| files.iter().map(|name| with_hash(name)).collect();
    Ok(Code {
        script: with_hash(&script),
        main: with_hash(&main),
        sight: finished(sight),
        hands: finished(hands),
        parts,
    })
}

/// A script in which a file has another name. The name under which the WebAssembly file knows the linking script, a
/// key of the script's list of imports, stays.
fn renamed(script: &str, from: &str, to: &str) -> String {
    [("from \"./", "\""), ("new URL(\"./", "\""), ("new URL('", "'")].iter().fold(
        script.to_owned(),
        |text, (before, after)| {
            text.replace(&format!("{before}{from}{after}"), &format!("{before}{to}{after}"))
        },
    )
}

/// `netyard_bg.wasm` becomes `netyard-0123456789abcdef_bg.wasm`, `inspector.wasm` `inspector-0123456789abcdef.wasm`.
fn hashed(name: &str, hash: &str) -> String {
    let end = name.find("_bg.").or_else(|| name.rfind('.')).unwrap_or(name.len());
    let (stem, rest) = name.split_at(end);
    format!("{}-{hash}{rest}", stem.trim_start_matches('_'))
}

/// Whether a file name has this ending.
fn is_kind(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == ending)
}

fn files_in(folder: &Path) -> Outcome<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> =
        entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

fn read(path: &PathBuf) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{files_of, hashed, renamed};

    #[test]
    fn the_hash_stands_before_the_ending() {
        assert_eq!(hashed("netyard_bg.wasm", "00"), "netyard-00_bg.wasm");
        assert_eq!(hashed("netyard.js", "00"), "netyard-00.js");
        assert_eq!(hashed("__wasm_split.js", "00"), "wasm_split-00.js");
    }

    #[test]
    fn a_part_has_its_own_file_and_what_it_shares() {
        let links = "const __chunk_8 = makeLoad(() => {\n    fetch(\"./chunk_8.wasm\");\n}\n, []);\n\
                     export const __wasm_split_load_a = wrapAsyncCb(makeLoad(() => {\n}\n, [__chunk_7]));\n\
                     export const __wasm_split_load_hands = wrapAsyncCb(makeLoad(() => {\n}\n, [__chunk_8, __chunk_9]));\n\
                     export const __wasm_split_load_b = wrapAsyncCb(makeLoad(() => {\n}\n, []));\n";
        let files = |part: &str| files_of(part, links).unwrap_or_default();
        assert_eq!(files("hands"), ["split_hands.wasm", "chunk_8.wasm", "chunk_9.wasm"]);
        assert_eq!(files("b"), ["split_b.wasm"]);
        assert!(files_of("other", links).is_err());
    }

    #[test]
    fn files_are_renamed_where_they_are_loaded() {
        let script = "import * as a from \"./s.js\";\nlet all = {\"./s.js\": a};\nnew URL('s.js', here);\nnew URL(\"./s.js\", here)";
        let expected = "import * as a from \"./t.js\";\nlet all = {\"./s.js\": a};\nnew URL('t.js', here);\nnew URL(\"./t.js\", here)";
        assert_eq!(renamed(script, "s.js", "t.js"), expected);
    }
}

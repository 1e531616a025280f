//! Room in the constants of the program, for the cut.
//!
//! wasm-split gives every part the texts and tables that only it uses. It lays them out anew within the room that the
//! linker took, and aligns each part's share anew; where the sum comes out longer than before, it gives up and leaves
//! all of them in the first file. These bytes make room: no code reads them, so no part carries them.

/// More than all parts lose together: by alignment, and by texts that end alike, which the linker keeps once and each
/// part then has for itself. Where it is too little, all tables are in the first file, half a megabyte of them. Not zero,
/// or the linker would keep them apart.
#[used]
static SLACK: [u8; 65_536] = [1; 65_536];

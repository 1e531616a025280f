//! What belongs to what.

pub(super) mod second_igw;

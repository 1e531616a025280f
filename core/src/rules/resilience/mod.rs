//! What fails together.

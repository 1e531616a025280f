//! The randomness of the browser, for the seed of ids.

/// A seed that differs from visit to visit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a seed needs bits, not a value; 2^53 fits"
)]
pub(crate) fn seed() -> u64 {
    (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64
}

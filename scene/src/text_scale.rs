//! How much larger than at 100 % the texts of a drawing are, so that they stay legible from further away.

use crate::level_of_detail::LevelOfDetail;

/// The zooms, in percent, at which texts take another size. Between two of them texts scale with the drawing.
const STEPS: [u16; 14] = [100, 93, 86, 79, 73, 68, 63, 57, 52, 47, 43, 39, 35, 31];

/// Above 150 % texts grow less than the drawing: there is more to say.
const CLOSE: u16 = 75;

/// A factor for the sizes of texts, in percent.
///
/// Steps, not a smooth curve: names are cut to what fits, and are cut anew only where a step is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextScale(u16);

impl TextScale {
    /// Texts as large as the drawing says.
    pub const ONE: Self = Self(100);

    /// The scale for a zoom (1 is 100 %) at the level of detail that is shown: no text is below 11 px on the screen.
    pub fn at(zoom: f64, level: LevelOfDetail) -> Self {
        if level == LevelOfDetail::Double {
            return Self(CLOSE);
        }
        // Zooms come from divisions; a hair below a step is that step.
        let percent = zoom.mul_add(100.0, 0.01);
        let step = STEPS.into_iter().find(|step| percent >= f64::from(*step)).unwrap_or(31);
        Self(10_000_u16.div_ceil(step))
    }

    /// The factor.
    pub fn factor(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// The scale for texts of which so many percent of their size are taken.
    pub(crate) fn reduced(self, percent: u16) -> Self {
        Self((self.0 * percent / 100).max(1))
    }

    /// A length that grows with the texts.
    pub fn of(self, length: i32) -> i32 {
        length * i32::from(self.0) / 100
    }

    /// How wide a text may be at 100 % so that it takes this room at the scale.
    pub fn room(self, units: i32) -> i32 {
        units * 100 / i32::from(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_below_eleven_pixels() {
        for percent in 31..=150 {
            let zoom = f64::from(percent) / 100.0;
            for level in [LevelOfDetail::Half, LevelOfDetail::Full] {
                assert!(11.0 * zoom * TextScale::at(zoom, level).factor() >= 11.0 - 1e-9, "{percent} %");
            }
        }
        // The largest level is left 10 % below its threshold.
        assert!(11.0 * 1.36 * TextScale::at(1.36, LevelOfDetail::Double).factor() >= 11.0);
    }

    #[test]
    fn at_its_size_a_drawing_has_the_sizes_of_the_tokens() {
        assert_eq!(TextScale::at(1.0, LevelOfDetail::Full), TextScale::ONE);
        assert_eq!(TextScale::at(1.4, LevelOfDetail::Full), TextScale::ONE);
        assert_eq!(TextScale::ONE.room(120), 120);
    }

    #[test]
    fn room_shrinks_as_texts_grow() {
        let half = TextScale::at(0.5, LevelOfDetail::Half);
        assert_eq!(half.of(100), 213);
        assert_eq!(half.room(213), 100);
    }
}

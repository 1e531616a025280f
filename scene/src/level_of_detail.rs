//! How much is drawn at which zoom: one set of thresholds for everything, with hysteresis.

/// The four levels of detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LevelOfDetail {
    /// Below 35 %: glyphs and the names of VPCs.
    Quarter,
    /// 35 to 70 %: names, no addresses on parts.
    Half,
    /// 70 to 150 %: cards.
    Full,
    /// Above 150 %: cards with groups, ports and counts.
    Double,
}

/// The zoom at which each level gives way to the next, from small to large.
const STEPS: [(f64, LevelOfDetail); 3] =
    [(0.35, LevelOfDetail::Half), (0.70, LevelOfDetail::Full), (1.50, LevelOfDetail::Double)];

/// A level is left only when the zoom is this share beyond its threshold.
const HYSTERESIS: f64 = 0.10;

impl LevelOfDetail {
    /// The level for a zoom (1 is 100 %), without memory.
    pub fn at(zoom: f64) -> Self {
        STEPS
            .iter()
            .rev()
            .find(|(threshold, _)| zoom >= *threshold)
            .map_or(Self::Quarter, |(_, level)| *level)
    }

    /// The level for a zoom when this one is shown now: it stays until the zoom is 10 % beyond a threshold.
    #[must_use]
    pub fn next(self, zoom: f64) -> Self {
        let wanted = Self::at(zoom);
        let kept = if wanted > self {
            Self::at(zoom / (1.0 + HYSTERESIS))
        } else {
            Self::at(zoom / (1.0 - HYSTERESIS))
        };
        if wanted > self { kept.max(self) } else { kept.min(self) }
    }

    /// The class on the root of the canvas that style sheets key on.
    pub fn class(self) -> &'static str {
        match self {
            Self::Quarter => "detail-quarter",
            Self::Half => "detail-half",
            Self::Full => "detail-full",
            Self::Double => "detail-double",
        }
    }

    /// Whether parts carry their name.
    pub fn shows_names(self) -> bool {
        self >= Self::Half
    }

    /// Whether parts are drawn as cards with their second line.
    pub fn shows_cards(self) -> bool {
        self >= Self::Full
    }

    /// Whether subnets show their CIDR beside their name.
    pub fn shows_subnet_cidr(self) -> bool {
        self >= Self::Full
    }

    /// Whether zones have their frame; their label alone is shown from [`Self::Half`].
    pub fn shows_zone_frame(self) -> bool {
        self >= Self::Full
    }

    /// Whether route edges and chips are drawn.
    pub fn shows_routes(self) -> bool {
        self >= Self::Full
    }

    /// Whether traces carry the numbers of their hops.
    pub fn shows_hop_numbers(self) -> bool {
        self >= Self::Half
    }
}

/// Size of a text that is `size` at 100 %, in drawing units at `zoom`, so that it never falls below 11 px on screen.
pub fn legible_size(size: f64, zoom: f64) -> f64 {
    const LEAST: f64 = 11.0;
    if zoom <= 0.0 { size } else { size.max(LEAST / zoom) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_those_of_the_table() {
        assert_eq!(LevelOfDetail::at(0.34), LevelOfDetail::Quarter);
        assert_eq!(LevelOfDetail::at(0.35), LevelOfDetail::Half);
        assert_eq!(LevelOfDetail::at(0.70), LevelOfDetail::Full);
        assert_eq!(LevelOfDetail::at(1.49), LevelOfDetail::Full);
        assert_eq!(LevelOfDetail::at(1.50), LevelOfDetail::Double);
    }

    #[test]
    fn a_level_stays_until_ten_percent_beyond() {
        let full = LevelOfDetail::Full;
        assert_eq!(full.next(0.66), LevelOfDetail::Full);
        assert_eq!(full.next(0.62), LevelOfDetail::Half);
        assert_eq!(full.next(1.60), LevelOfDetail::Full);
        assert_eq!(full.next(1.66), LevelOfDetail::Double);
        assert_eq!(LevelOfDetail::Half.next(0.75), LevelOfDetail::Half);
        assert_eq!(LevelOfDetail::Half.next(0.78), LevelOfDetail::Full);
    }

    #[test]
    fn a_jump_crosses_several_levels() {
        assert_eq!(LevelOfDetail::Double.next(0.1), LevelOfDetail::Quarter);
        assert_eq!(LevelOfDetail::Quarter.next(3.0), LevelOfDetail::Double);
        assert_eq!(LevelOfDetail::Double.next(0.33), LevelOfDetail::Half);
    }

    #[test]
    fn text_on_screen_is_never_below_eleven() {
        assert!((legible_size(13.0, 0.25) * 0.25 - 11.0).abs() < 1e-9);
        assert!((legible_size(13.0, 1.0) - 13.0).abs() < 1e-9);
    }
}

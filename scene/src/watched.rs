//! The mark of flow logs: in a header before the name, on a card at the right, where the globe of a public address
//! stands too.

use crate::geometry::Rect;
use crate::node::{Node, NodeKind};
use crate::shape;

/// How many flow logs watch a thing. An instance is watched where one of its interfaces is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Watched {
    /// Logs of the thing itself.
    pub here: u32,
    /// For a folded container, logs of what it hides.
    pub inside: u32,
}

impl Watched {
    /// Whether there is a log.
    pub fn is_any(self) -> bool {
        self.here + self.inside > 0
    }

    /// How many there are, in words: "1 flow log, 3 flow logs inside". Empty where there are none.
    pub fn words(self) -> String {
        let count = |number: u32| match number {
            1 => "1 flow log".to_owned(),
            more => format!("{more} flow logs"),
        };
        match (self.here, self.inside) {
            (0, 0) => String::new(),
            (here, 0) => count(here),
            (0, inside) => format!("{} inside", count(inside)),
            (here, inside) => format!("{}, {} inside", count(here), count(inside)),
        }
    }

    /// The room that the mark takes before a name in a header.
    pub(crate) fn header_room(self, kind: NodeKind) -> i32 {
        let has_header = matches!(kind, NodeKind::Vpc | NodeKind::Site | NodeKind::Subnet { .. });
        if has_header && self.is_any() { shape::HEADER_SIGN_ROOM } else { 0 }
    }
}

impl Node {
    /// Signs besides its glyph, with their boxes: of a card the globe of a public address and the mark of flow logs, of a
    /// container with a header that mark.
    pub fn signs(&self) -> Vec<(&'static str, Rect)> {
        const PUBLIC: &str = "public";
        const LOG: &str = "flow-log";
        let side = shape::CARD_SIGN;
        match self.kind {
            NodeKind::Card => {
                let x = self.rect.right() - shape::CARD_TEXT_RIGHT - side;
                let at = |y: i32| Rect::new(x, y, side, side);
                let (middle, apart) = (self.rect.y + (self.rect.h - side) / 2, side / 2 + 2);
                match (self.has_public_address, self.watched.is_any()) {
                    (true, true) => vec![(PUBLIC, at(middle - apart)), (LOG, at(middle + apart))],
                    (true, false) => vec![(PUBLIC, at(middle))],
                    (false, true) => vec![(LOG, at(middle))],
                    (false, false) => Vec::new(),
                }
            }
            _ if self.watched.header_room(self.kind) > 0 => {
                let after =
                    |glyph: Rect| Rect::new(glyph.right() + 4, glyph.y + (glyph.h - side) / 2, side, side);
                self.glyph_box().map(|glyph| (LOG, after(glyph))).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Room that is kept at the right of a card's text.
    pub fn card_text_right(&self) -> i32 {
        card_text_right(self.has_public_address, self.watched)
    }
}

/// The same of a card that has no place yet.
pub(crate) fn card_text_right(has_public_address: bool, watched: Watched) -> i32 {
    if has_public_address || watched.is_any() { shape::CARD_SIGN_ROOM } else { shape::CARD_TEXT_RIGHT }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_own_logs_from_those_inside() {
        let words = |here, inside| Watched { here, inside }.words();
        assert_eq!(words(0, 0), "");
        assert_eq!(words(1, 0), "1 flow log");
        assert_eq!(words(0, 3), "3 flow logs inside");
        assert_eq!(words(2, 1), "2 flow logs, 1 flow log inside");
    }
}

use super::{LinkError, caps};

/// What one value costs at least in the JSON of a saved drawing: a line break, an indentation, a comma, itself.
const VALUE: usize = 8;

/// Counts what a drawing would take as JSON, so that a few bytes cannot stand for more than the cap.
///
/// Inflating is capped by itself, but the packed form could still say "a million empty lists" or name one long text a
/// million times. Both sides count in the same way: what is packed can be unpacked.
#[derive(Default)]
pub(super) struct Budget {
    spent: usize,
}

impl Budget {
    pub(super) fn values(&mut self, count: usize) -> Result<(), LinkError> {
        self.spend(count.saturating_mul(VALUE))
    }

    pub(super) fn text(&mut self, bytes: usize) -> Result<(), LinkError> {
        self.spend(bytes)
    }

    fn spend(&mut self, bytes: usize) -> Result<(), LinkError> {
        self.spent = self.spent.saturating_add(bytes);
        if self.spent > caps::UNPACKED {
            return Err(LinkError::TooLarge { bytes: self.spent });
        }
        Ok(())
    }
}

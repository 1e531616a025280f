//! A small seeded mutator: the same seed gives the same inputs on every machine.

/// Makes ever new inputs out of seeds.
pub(crate) struct Mutator {
    state: u64,
    seeds: Vec<Vec<u8>>,
}

/// Bytes that mean something to JSON or to a number.
const MEANINGFUL: &[u8] = b"{}[]\",:\\0919-.eE\x00\x01\x7f\x80\xff ";

impl Mutator {
    /// A mutator that starts from these seeds.
    pub(crate) fn new(seed: u64, seeds: Vec<Vec<u8>>) -> Self {
        Self { state: seed, seeds }
    }

    /// The next input: a seed with one to eight mutations.
    pub(crate) fn next_input(&mut self) -> Vec<u8> {
        let index = self.below(self.seeds.len());
        let mut input = self.seeds[index].clone();
        for _ in 0..=self.below(8) {
            self.mutate(&mut input);
        }
        input
    }

    fn mutate(&mut self, input: &mut Vec<u8>) {
        if input.is_empty() {
            input.push(0);
            return;
        }
        let at = self.below(input.len());
        let length = self.below(16.min(input.len() - at)) + 1;
        match self.below(8) {
            0 => input[at] ^= 1 << self.below(8),
            1 => input[at] = MEANINGFUL[self.below(MEANINGFUL.len())],
            2 => input.insert(at, MEANINGFUL[self.below(MEANINGFUL.len())]),
            3 => drop(input.drain(at..at + length)),
            4 => input.truncate(at),
            5 => {
                let copy = input[at..at + length].to_vec();
                let to = self.below(input.len());
                input.splice(to..to, copy);
            }
            6 => input[at] = input[at].wrapping_add(1),
            _ => {
                let other = self.below(self.seeds.len());
                let other = &self.seeds[other];
                let tail = other[at.min(other.len())..].to_vec();
                input.truncate(at);
                input.extend(tail);
            }
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap_or(0) % bound.max(1)
    }
}

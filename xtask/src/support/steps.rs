//! A row of steps, each with one line that says what runs and one that says how long it took.

use super::Outcome;
use std::time::{Duration, Instant};

/// The steps done so far.
pub(crate) struct Steps {
    started: Instant,
    done: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// Starts the clock.
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), done: Vec::new() }
    }

    /// Runs one step; its error ends the row.
    pub(crate) fn step(
        &mut self,
        name: &'static str,
        about: &str,
        work: impl FnOnce() -> Outcome,
    ) -> Outcome {
        println!("\n==> {name}: {about}");
        let started = Instant::now();
        let outcome = work();
        let took = started.elapsed();
        match &outcome {
            Ok(()) => println!("==> {name}: passed in {}", in_words(took)),
            Err(_) => println!("==> {name}: FAILED after {}", in_words(took)),
        }
        self.done.push((name, took));
        outcome
    }

    /// Prints all steps with their times.
    pub(crate) fn finish(self) {
        println!("\nAll steps passed:");
        for (name, took) in &self.done {
            println!("  {name:<20} {:>10}", in_words(*took));
        }
        println!("  {:<20} {:>10}", "together", in_words(self.started.elapsed()));
    }
}

/// Seconds, and minutes where there are some.
fn in_words(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        return format!("{:.1} s", time.as_secs_f64());
    }
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

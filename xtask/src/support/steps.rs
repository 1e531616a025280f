//! A row of steps, each with one line that says what runs and one that says how long it took.

use super::Outcome;
use std::time::{Duration, Instant};

/// The steps done so far.
pub(crate) struct Steps {
    started: Instant,
    done: Vec<Step>,
}

struct Step {
    name: &'static str,
    took: Duration,
    passed: bool,
}

impl Steps {
    /// Starts the clock.
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), done: Vec::new() }
    }

    /// Runs one step and gives what it made. A failure is kept for the end, so that one run shows all.
    pub(crate) fn step<T>(
        &mut self,
        name: &'static str,
        about: &str,
        work: impl FnOnce() -> Outcome<T>,
    ) -> Option<T> {
        println!("\n==> {name}: {about}");
        let started = Instant::now();
        let outcome = work();
        let took = started.elapsed();
        match &outcome {
            Ok(_) => println!("==> {name}: passed in {}", in_words(took)),
            Err(reason) => println!("==> {name}: FAILED after {}: {reason}", in_words(took)),
        }
        self.done.push(Step { name, took, passed: outcome.is_ok() });
        outcome.ok()
    }

    /// Prints all steps with their times; an error if one of them failed.
    pub(crate) fn finish(self) -> Outcome {
        println!();
        for step in &self.done {
            let verdict = if step.passed { "passed" } else { "FAILED" };
            println!("  {:<20} {verdict:<8} {:>12}", step.name, in_words(step.took));
        }
        println!("  {:<20} {:<8} {:>12}", "together", "", in_words(self.started.elapsed()));
        let failed: Vec<&str> = self.done.iter().filter(|step| !step.passed).map(|step| step.name).collect();
        if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
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

#[cfg(test)]
mod tests {
    use super::{Steps, in_words};
    use std::time::Duration;

    #[test]
    fn one_failure_fails_the_row_and_the_others_still_run() {
        let mut steps = Steps::new();
        assert_eq!(steps.step("first", "", || Err::<(), _>("broken".to_owned())), None);
        assert_eq!(steps.step("second", "", || Ok(7)), Some(7));
        assert_eq!(steps.finish(), Err("failed: first".to_owned()));
    }

    #[test]
    fn a_row_without_failure_passes() {
        let mut steps = Steps::new();
        steps.step("only", "", || Ok(()));
        assert_eq!(steps.finish(), Ok(()));
    }

    #[test]
    fn times_are_read_at_a_glance() {
        assert_eq!(in_words(Duration::from_millis(1_500)), "1.5 s");
        assert_eq!(in_words(Duration::from_secs(125)), "2 min 05 s");
    }
}

use super::{Kind, Witness};
use crate::fixture::{self, Case, Fixture};
use netyard_core::change::{Refusal, refuse_all};

/// Each number that AWS's answer to an act carries, with an act of the file that it lets through.
pub(super) fn witnesses() -> Vec<(String, Witness)> {
    fixture::all("changes").iter().flat_map(|(file, fixture)| of(file, fixture)).collect()
}

fn of(file: &str, fixture: &Fixture) -> Vec<(String, Witness)> {
    let answers: Vec<(&Case, Option<Refusal>)> =
        fixture.cases.iter().map(|case| (case, answer(case))).collect();
    let Some((twin, _)) = answers.iter().find(|(case, refusal)| case.passes && refusal.is_none()) else {
        return Vec::new();
    };
    let witness = |case: &Case| Witness {
        kind: Kind::Act,
        place: file.to_owned(),
        shows: case.title.clone(),
        twin: twin.title.clone(),
    };
    let refused = answers.iter().filter_map(|(case, refusal)| Some((*case, refusal.as_ref()?)));
    let own = refused.filter(|(case, refusal)| !case.passes && refusal.rule == file);
    own.flat_map(|(case, refusal)| {
        refusal.book.iter().map(move |number| ((*number).to_owned(), witness(case)))
    })
    .collect()
}

fn answer(case: &Case) -> Option<Refusal> {
    refuse_all(&case.document(), &case.changes()).map(|(refusal, _)| refusal)
}

use crate::model::ResourceId;

/// A reference that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The resource that refers.
    pub from: ResourceId,
    /// The field, as a JSON pointer (`/subnetId`, `/groupIds/1`).
    pub path: String,
    /// The id that it names.
    pub to: ResourceId,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

impl Problem {
    /// The row that names a prefix list, as a JSON pointer, if the reference is to one.
    pub fn row_of_prefix_list(&self) -> Option<&str> {
        let row = self.path.strip_suffix("/destinationPrefixListId");
        row.or_else(|| self.path.strip_suffix("/prefixListId"))
    }
}

/// What is wrong with a reference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// Nothing has that id.
    Dangling,
    /// The id is that of something of another type; the type that is expected, as the document calls it.
    WrongType(&'static str),
}

/// How far a link of some length gets before something on the way cuts it off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Below 2,000 characters: fine everywhere.
    Everywhere,
    /// Below 4,000: fine in most chats.
    MostChats,
    /// Below 8,000: some chats cut it off.
    SomeChats,
    /// Longer: a file is the better way.
    File,
}

impl Reach {
    /// The reach of a link with that many characters.
    pub fn of(characters: usize) -> Self {
        match characters {
            0..2_000 => Self::Everywhere,
            2_000..4_000 => Self::MostChats,
            4_000..8_000 => Self::SomeChats,
            _ => Self::File,
        }
    }

    /// What a person should know about it, in a sentence.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Everywhere => "Short enough for every chat, mail and tracker.",
            Self::MostChats => "Short enough for most chats and mails.",
            Self::SomeChats => "Some chats cut off links of this length. A file is safer.",
            Self::File => "Too long for most chats and mails. Share the file instead.",
        }
    }
}

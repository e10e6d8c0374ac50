//! A YAML text in pieces: each key with its value, and each item of a list, with the comments and blank
//! lines around it.

/// The pieces of a text. The first is the whole; it has no key and no comments before it.
#[derive(Debug, Default)]
pub(super) struct Pieces(Vec<Piece>);

/// The place of a piece.
pub(super) type PieceId = usize;

/// The piece that is the whole text.
pub(super) const ROOT: PieceId = 0;

/// A key with its value, or an item of a list.
#[derive(Debug)]
pub(super) struct Piece {
    /// The key as it is written; none of an item.
    pub(super) key: Option<String>,
    pub(super) parent: PieceId,
    /// The column that it starts in.
    pub(super) column: usize,
    pub(super) is_in_brackets: bool,
    /// The comments above it.
    pub(super) leading: Vec<Comment>,
    /// Whether a blank line stands right above its own line.
    pub(super) blank_before: bool,
    /// The comment behind it, on its line.
    pub(super) trailing: Option<Trailing>,
    pub(super) value: Shape,
    /// The comments in it, below all that stands in it.
    pub(super) tail: Vec<Comment>,
}

/// What a piece holds.
#[derive(Debug)]
pub(super) enum Shape {
    Scalar { text: String, plain: bool },
    Map { entries: Vec<PieceId>, in_brackets: bool },
    List { items: Vec<PieceId>, in_brackets: bool },
}

/// A comment on a line of its own.
#[derive(Debug, Clone)]
pub(super) struct Comment {
    /// With its `#`.
    pub(super) text: String,
    pub(super) column: usize,
    /// Whether a blank line stands right above it.
    pub(super) blank_before: bool,
}

/// A comment behind something.
#[derive(Debug, Clone)]
pub(super) struct Trailing {
    /// With its `#`.
    pub(super) text: String,
    /// What stands before it on its line.
    pub(super) beside: String,
}

impl Pieces {
    /// Adds a piece without comments and, as yet, without a value.
    pub(super) fn add(&mut self, piece: Piece) -> PieceId {
        self.0.push(piece);
        self.0.len() - 1
    }

    pub(super) fn get(&self, id: PieceId) -> &Piece {
        &self.0[id]
    }

    pub(super) fn get_mut(&mut self, id: PieceId) -> &mut Piece {
        &mut self.0[id]
    }

    /// A piece and those that it stands in, from the inside out, without the whole.
    pub(super) fn upwards(&self, from: PieceId) -> Vec<PieceId> {
        let upwards = std::iter::successors(Some(from), |id| Some(self.0[*id].parent));
        upwards.take_while(|id| *id != ROOT).collect()
    }
}

impl Piece {
    pub(super) fn new(key: Option<String>, parent: PieceId) -> Self {
        Self {
            key,
            parent,
            column: 0,
            is_in_brackets: false,
            leading: Vec::new(),
            blank_before: false,
            trailing: None,
            value: Shape::Scalar { text: String::new(), plain: true },
            tail: Vec::new(),
        }
    }

    /// Whether a comment belongs to it.
    pub(super) fn has_comments(&self) -> bool {
        !self.leading.is_empty() || self.trailing.is_some() || !self.tail.is_empty()
    }

    /// What stands in it.
    pub(super) fn children(&self) -> &[PieceId] {
        match &self.value {
            Shape::Scalar { .. } => &[],
            Shape::Map { entries: children, .. } | Shape::List { items: children, .. } => children,
        }
    }
}

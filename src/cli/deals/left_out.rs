//! What was left out while folders were looked through.

use crate::text::source::listed;

/// Why something was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// Git ignores a deal, and does not track it.
    Ignored,
    /// A deal, or a folder around it, has a name that begins with a full stop.
    Hidden,
    /// A folder is a link to one.
    BehindLink,
    /// It is called like a deal, and is no file: a pipe or a device.
    NoFile,
}

/// How much was left out for which reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    ignored: usize,
    hidden: usize,
    behind_links: usize,
    no_files: usize,
    /// Not all of what is ignored or hidden was looked through.
    pub(super) is_incomplete: bool,
    /// Git's index can't be read, so that nobody knows what it tracks.
    pub(super) index_is_unread: bool,
}

impl LeftOut {
    /// Counts one more.
    pub(super) fn count(&mut self, reason: Reason) {
        *match reason {
            Reason::Ignored => &mut self.ignored,
            Reason::Hidden => &mut self.hidden,
            Reason::BehindLink => &mut self.behind_links,
            Reason::NoFile => &mut self.no_files,
        } += 1;
    }

    /// Counts what another counted.
    pub(super) fn add(&mut self, other: Self) {
        self.ignored += other.ignored;
        self.hidden += other.hidden;
        self.behind_links += other.behind_links;
        self.no_files += other.no_files;
        self.is_incomplete |= other.is_incomplete;
        self.index_is_unread |= other.index_is_unread;
    }

    /// `2 deals that git ignores, 1 folder behind a link`; `None` where nothing was left out.
    pub(super) fn in_words(&self) -> Option<String> {
        let counted = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let said = |is_so: bool, words: &str| is_so.then(|| words.to_owned());
        let parts = [
            counted(self.ignored, "deal that is ignored", "deals that are ignored"),
            counted(self.hidden, "deal that is hidden", "deals that are hidden"),
            counted(self.behind_links, "folder behind a link", "folders behind links"),
            counted(self.no_files, "deal that is no plain file", "deals that are no plain files"),
            said(self.is_incomplete, "whatever stands in large folders that are ignored or hidden"),
            said(self.index_is_unread, "what git tracks but ignores, as its index can't be read"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| listed(&parts, "and"))
    }
}

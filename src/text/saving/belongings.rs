//! What belongs to a file beside its text: its mode, its owner and group, its other names, and its
//! attributes, lists of who may read it among them.

use std::fs::File;
use std::path::Path;

/// Gives a new file what belongs to the one that it is to replace. `false` where the new file can't
/// have all of it; then the old file itself has to be written.
pub(super) fn hand_over(old: &Path, new: &File) -> bool {
    match old.metadata() {
        Ok(metadata) => of_system::hand_over(old, &metadata, new).is_ok_and(|all| all),
        // Where nothing stands, nothing is lost.
        Err(_) => true,
    }
}

#[cfg(unix)]
mod of_system {
    use std::ffi::OsString;
    use std::fs::{File, Metadata};
    use std::io::{self, ErrorKind};
    use std::os::unix::fs::{MetadataExt, fchown};
    use std::path::Path;

    use xattr::FileExt;

    pub(super) fn hand_over(old: &Path, metadata: &Metadata, new: &File) -> io::Result<bool> {
        if metadata.nlink() > 1 {
            return Ok(false);
        }
        let now = new.metadata()?;
        let owners = |of: &Metadata| (of.uid(), of.gid());
        if owners(metadata) != owners(&now) {
            fchown(new, Some(metadata.uid()), Some(metadata.gid()))?;
        }
        hand_over_attributes(old, new)?;
        // Last, so that nobody reads it before it is whoever's it is to be.
        new.set_permissions(metadata.permissions())?;
        Ok(true)
    }

    fn hand_over_attributes(old: &Path, new: &File) -> io::Result<()> {
        let wanted = names(xattr::list(old))?;
        for name in names(new.list_xattr())?.into_iter().filter(|name| !wanted.contains(name)) {
            new.remove_xattr(name)?;
        }
        for name in wanted {
            let value = xattr::get(old, &name)?;
            if let Some(value) =
                value.filter(|value| new.get_xattr(&name).ok().flatten().as_ref() != Some(value))
            {
                new.set_xattr(&name, &value)?;
            }
        }
        Ok(())
    }

    /// Many disks know no attributes.
    fn names(listed: io::Result<xattr::XAttrs>) -> io::Result<Vec<OsString>> {
        match listed {
            Err(error) if error.kind() == ErrorKind::Unsupported => Ok(Vec::new()),
            listed => Ok(listed?.collect()),
        }
    }
}

#[cfg(not(unix))]
mod of_system {
    use std::fs::{File, Metadata};
    use std::io;
    use std::path::Path;

    pub(super) fn hand_over(_old: &Path, _metadata: &Metadata, _new: &File) -> io::Result<bool> {
        Ok(true)
    }
}

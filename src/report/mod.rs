//! What people read: findings drawn under the source, and texts made safe to print.

pub mod findings;
pub mod plain;
